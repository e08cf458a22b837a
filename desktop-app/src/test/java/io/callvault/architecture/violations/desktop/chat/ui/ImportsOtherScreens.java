package io.callvault.architecture.violations.desktop.chat.ui;

import io.callvault.architecture.violations.desktop.contact.ui.ContactScreen;

/** A screen that reaches into the screens of another feature. */
public record ImportsOtherScreens(ContactScreen screen) {}
