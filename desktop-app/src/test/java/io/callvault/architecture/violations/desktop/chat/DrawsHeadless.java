package io.callvault.architecture.violations.desktop.chat;

import javafx.beans.property.StringProperty;

/** A headless room that knows JavaFX. */
public record DrawsHeadless(StringProperty text) {}
