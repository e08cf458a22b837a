package io.callvault.signaling.metric;

import java.util.Locale;

/** Why a signature was not accepted. */
public enum SignatureFailure {
    /** It does not fit what it stands under, for this server. */
    BAD_SIGNATURE,
    /** Its time is more than 300 s from the server's. */
    CLOCK_SKEW,
    /** Its nonce or challenge was used before, or is not one of ours. */
    REPLAYED_NONCE,
    /** No such device, or another one than the token's. */
    UNKNOWN_DEVICE,
    /** It is missing or cannot be read. */
    MALFORMED;

    /** Its name in the log and on the page. */
    public String cause() {
        return name().toLowerCase(Locale.ROOT);
    }
}
