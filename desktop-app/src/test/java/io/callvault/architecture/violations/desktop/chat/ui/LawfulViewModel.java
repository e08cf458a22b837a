package io.callvault.architecture.violations.desktop.chat.ui;

import javafx.beans.property.StringProperty;

/** A view model that holds state. */
public record LawfulViewModel(StringProperty text) {}
