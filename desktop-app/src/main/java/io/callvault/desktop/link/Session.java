package io.callvault.desktop.link;

import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who is signed in here, and with which token. The link and the API ask; the account answers. Any thread. */
public interface Session {

    /** A token that is worth trying, renewed first if it is about to end. Never completes exceptionally. */
    CompletableFuture<Token> token();

    /** The server refused this token: the next {@link #token()} is another one. */
    void refused(String accessToken);

    /** Who signs changing requests; empty while nobody is signed in. */
    Optional<Signature> signature();

    /** The device and its key. */
    record Signature(Proofs.Signer signer, SigningKey deviceKey) {}

    /** An answer to {@link #token()}. */
    sealed interface Token {

        /** A token that the server has not refused yet. */
        record Valid(String accessToken) implements Token {
            @Override
            public String toString() {
                return "Valid";
            }
        }

        /** The server could not be asked; try later. */
        record Unreachable() implements Token {}

        /** Nobody is signed in, or the server refused this device: only a person can go on from here. */
        record SignedOut() implements Token {}
    }
}
