package io.callvault.desktop.store;

/** The store could not do it, and nothing of it was done. The message is a sentence for people and holds no content. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What a caller may do about it. */
    public enum Why {
        /** This work failed; again would fail again. */
        FAILED,

        /** Too much waits: the same work is taken in a moment. */
        BUSY,

        /** The disk takes nothing: the same work is taken when {@link Health.Fine} is told. */
        STALLED,

        /** The store was closed. */
        CLOSED
    }

    private final Why why;

    public StoreException(String sentence) {
        this(Why.FAILED, sentence);
    }

    public StoreException(Why why, String sentence) {
        super(sentence);
        this.why = why;
    }

    public StoreException(String sentence, Throwable cause) {
        this(Why.FAILED, sentence, cause);
    }

    public StoreException(Why why, String sentence, Throwable cause) {
        super(sentence, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
