package io.callvault.signaling.store;

import io.callvault.model.wire.Problem;
import io.callvault.model.wire.ProblemCode;

/** A request that breaks a rule. Nothing was stored. The detail is for people and holds no secrets. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProblemCode code;

    public RefusedException(ProblemCode code, String detail) {
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
