package io.callvault.model.crypto;

/** The bytes are not an envelope this version can read. The message says why and holds nothing of the content. */
public final class MalformedEnvelopeException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedEnvelopeException(String why) {
        super(why);
    }
}
