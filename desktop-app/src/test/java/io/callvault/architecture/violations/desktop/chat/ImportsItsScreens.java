package io.callvault.architecture.violations.desktop.chat;

import io.callvault.architecture.violations.desktop.chat.ui.SceneViewModel;

/** A service that knows its own screens. */
public record ImportsItsScreens(SceneViewModel screen) {}
