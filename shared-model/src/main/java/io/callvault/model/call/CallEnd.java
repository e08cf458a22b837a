package io.callvault.model.call;

import java.util.Arrays;
import java.util.Locale;

/** Why a call is over, as both sides are told. */
public enum CallEnd {
    /** Somebody hung up in a running call. */
    HUNG_UP,
    /** The caller gave up while it rang. */
    CANCELLED,
    DECLINED,
    BUSY,
    /** Nobody answered within 60 s. */
    TIMEOUT,
    /** Both called at once: this one of the two calls is not needed. */
    GLARE,
    ANSWERED_ELSEWHERE,
    /** No path was found between the two within the limit. */
    NO_CONNECTION,
    /** The path was lost, and did not come back within the limit. */
    CONNECTION_LOST,
    /** The description's signature or the media's key is not that of the person. */
    NOT_AUTHENTIC,
    /** The other side sent what no honest app sends. */
    REFUSED,
    /** The other side cannot be reached or does not take calls. */
    UNAVAILABLE,
    /** Microphone, camera or the media engine failed here. */
    MEDIA_FAILED,
    /** A reason of a newer app. */
    OTHER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@link #OTHER} for a reason of a newer app. */
    public static CallEnd of(String wireName) {
        return Arrays.stream(values())
                .filter(end -> end.wireName().equals(wireName))
                .findFirst()
                .orElse(OTHER);
    }
}
