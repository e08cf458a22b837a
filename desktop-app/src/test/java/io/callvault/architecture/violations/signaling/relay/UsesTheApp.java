package io.callvault.architecture.violations.signaling.relay;

import io.callvault.architecture.violations.desktop.contact.ui.ContactScreen;

/** A backend that knows one client. */
public record UsesTheApp(ContactScreen app) {}
