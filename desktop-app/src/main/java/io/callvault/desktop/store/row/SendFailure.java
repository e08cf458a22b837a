package io.callvault.desktop.store.row;

/**
 * Why a message was refused for good.
 *
 * @param code the server's stable code, for example {@code not_member}
 * @param reason a plain sentence for the author
 * @param retryable whether trying the same text again can help
 */
public record SendFailure(String code, String reason, boolean retryable) {}
