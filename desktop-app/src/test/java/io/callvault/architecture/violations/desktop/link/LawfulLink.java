package io.callvault.architecture.violations.desktop.link;

import org.java_websocket.WebSocket;

/** The WebSocket client behind its door. */
public record LawfulLink(WebSocket socket) {}
