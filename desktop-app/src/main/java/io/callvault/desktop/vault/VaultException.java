package io.callvault.desktop.vault;

/** The vault cannot be opened or written. The message is a sentence for people: what is wrong and what to do. */
public final class VaultException extends Exception {

    private static final long serialVersionUID = 1L;

    public VaultException(String sentence) {
        super(sentence);
    }

    public VaultException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
