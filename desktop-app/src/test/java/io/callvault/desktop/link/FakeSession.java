package io.callvault.desktop.link;

import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Somebody who is signed in, with tokens t1, t2 … */
public final class FakeSession implements Session {

    public final SigningKey key = SigningKey.ofSeed(new byte[SigningKey.SEED_LENGTH]);
    public final Proofs.Signer signer = new Proofs.Signer(new UserId(new UUID(0, 1)), new DeviceId(new UUID(0, 2)));
    final List<String> refused = new ArrayList<>();
    Optional<Token> scripted = Optional.empty();

    @Override
    public CompletableFuture<Token> token() {
        return CompletableFuture.completedFuture(scripted.orElse(new Token.Valid("t" + (refused.size() + 1))));
    }

    @Override
    public void refused(String accessToken) {
        refused.add(accessToken);
    }

    @Override
    public Optional<Signature> signature() {
        return Optional.of(new Signature(signer, key));
    }
}
