package io.callvault.architecture.violations.desktop.chat;

import io.callvault.architecture.violations.signaling.relay.UsesTheApp;

/** An app that carries its own backend. */
public record StartsTheBackend(UsesTheApp backend) {}
