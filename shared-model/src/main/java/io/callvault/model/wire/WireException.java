package io.callvault.model.wire;

/** Something that came over the wire cannot be used. The message says what is wrong, and holds none of the content. */
public final class WireException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    public WireException(ProblemCode code, String detail) {
        super(detail);
        this.code = code;
    }

    public ProblemCode code() {
        return code;
    }

    public Problem problem() {
        return Problem.of(code, String.valueOf(getMessage()));
    }
}
