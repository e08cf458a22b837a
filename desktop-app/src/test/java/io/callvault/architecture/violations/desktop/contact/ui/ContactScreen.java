package io.callvault.architecture.violations.desktop.contact.ui;

/** A screen that belongs to contacts. */
public final class ContactScreen {}
