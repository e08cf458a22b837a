package io.callvault.rtc;

import java.util.List;

/**
 * A STUN or TURN server (RFC 7064, RFC 7065).
 *
 * @param urls of one server, for example {@code turn:198.51.100.1:3478?transport=tcp}
 * @param username empty for STUN
 */
public record IceServer(List<String> urls, String username, String credential) {
    /** Without the credential. */
    @Override
    public String toString() {
        return "IceServer" + urls;
    }
}
