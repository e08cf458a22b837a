package io.callvault.model.wire;

/**
 * A problem document (RFC 9457, section 3). {@code type} is {@code about:blank}; programs read {@code code}.
 *
 * @param detail what is wrong with this request and what to do, for people; never echoes secrets
 */
public record Problem(String type, String title, int status, String code, String detail) {

    /** The media type of a problem document (RFC 9457, section 6.1). */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemCode code, String detail) {
        return new Problem("about:blank", code.title(), code.status(), code.wireName(), detail);
    }
}
