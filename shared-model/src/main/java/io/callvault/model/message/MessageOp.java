package io.callvault.model.message;

import java.util.Optional;

/** What an envelope does (PROTOCOL.md, "The envelope"). All but {@link #NEW} name another message by its seq. */
public enum MessageOp {
    NEW(1),
    EDIT(2),
    DELETE(3),
    REACTION(4),
    PIN(5);

    private final int code;

    MessageOp(int code) {
        this.code = code;
    }

    /** The byte on the wire. */
    public int code() {
        return code;
    }

    public static Optional<MessageOp> of(int code) {
        for (MessageOp op : values()) {
            if (op.code == code) {
                return Optional.of(op);
            }
        }
        return Optional.empty();
    }
}
