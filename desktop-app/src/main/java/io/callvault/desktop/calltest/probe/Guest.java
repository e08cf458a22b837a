package io.callvault.desktop.calltest.probe;

import io.callvault.desktop.link.Session;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who the test is to the server: a guest of a quarter of an hour (docs/calls.md, "Guests"). Any thread. */
public final class Guest implements Session {
    private final Proofs.Signer signer;
    private final SigningKey key;
    private final String accessToken;
    private final ConversationId conversation;
    private final long expiresAt;

    Guest(Proofs.Signer signer, SigningKey key, String accessToken, ConversationId conversation, long expiresAt) {
        this.signer = signer;
        this.key = key;
        this.accessToken = accessToken;
        this.conversation = conversation;
        this.expiresAt = expiresAt;
    }

    public UserId user() {
        return signer.user();
    }

    public DeviceId device() {
        return signer.device();
    }

    /** Where its calls take place. */
    public ConversationId conversation() {
        return conversation;
    }

    public Proofs.Signer signer() {
        return signer;
    }

    public SigningKey key() {
        return key;
    }

    String accessToken() {
        return accessToken;
    }

    /** Server time, Unix milliseconds. */
    long expiresAt() {
        return expiresAt;
    }

    @Override
    public CompletableFuture<Token> token() {
        return CompletableFuture.completedFuture(new Token.Valid(accessToken));
    }

    @Override
    public void refused(String token) {
        // A guest is not renewed: the call that was refused says so.
    }

    @Override
    public Optional<Signature> signature() {
        return Optional.of(new Signature(signer, key));
    }

    /** Without token and key. */
    @Override
    public String toString() {
        return "Guest[" + signer.device() + "]";
    }
}
