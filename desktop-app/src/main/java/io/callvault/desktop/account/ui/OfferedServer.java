package io.callvault.desktop.account.ui;

/**
 * What the first screen offers as the server.
 *
 * @param address may be empty
 * @param decided whether it cannot be changed
 * @param note a sentence below the field; may be empty
 */
public record OfferedServer(String address, boolean decided, String note) {}
