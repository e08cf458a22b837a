package io.callvault.desktop.store;

/** The store could not do it, and nothing of it was done. The message is a sentence for people and holds no content. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    public StoreException(String sentence) {
        super(sentence);
    }

    public StoreException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
