package io.callvault.signaling.bot.call;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.wire.AccountApi;
import io.callvault.signaling.account.SessionService;
import io.callvault.signaling.bot.EchoIdentity;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Signs the call device in at the server it lives beside, and keeps its tokens fresh. Blocks; one thread. */
final class EchoSession {

    private final Store store;
    private final SessionService sessions;
    private final EchoIdentity.Satellite device;
    private final String audience;
    private Optional<AccountApi.Tokens> tokens = Optional.empty();

    /** @param audience a name of this server, see {@link Proofs} */
    EchoSession(Store store, SessionService sessions, EchoIdentity.Satellite device, String audience) {
        this.store = store;
        this.sessions = sessions;
        this.device = device;
        this.audience = audience;
    }

    /** Tokens that are good for a while: the first ones, or fresher ones. */
    AccountApi.Tokens fresh() throws RefusedException {
        AccountApi.Tokens next;
        try {
            next = tokens.isPresent()
                    ? sessions.refresh(new AccountApi.Refresh(tokens.get().refreshToken()))
                            .toCompletableFuture()
                            .join()
                    : signIn();
        } catch (RefusedException | CompletionException e) {
            tokens = Optional.empty();
            next = signIn();
        }
        tokens = Optional.of(next);
        return next;
    }

    private AccountApi.Tokens signIn() throws RefusedException {
        Bytes challenge = sessions.challenge().challenge();
        Proofs.Signer signer = new Proofs.Signer(device.user().id(), device.device());
        Bytes proof = device.key().sign(Proofs.session(audience, challenge, signer));
        return sessions.signIn(new AccountApi.SignIn(signer.user(), signer.device(), challenge, proof))
                .toCompletableFuture()
                .join();
    }

    /** What the agent is started with. */
    AgentLetter.Credentials credentials(String server, int mostCalls) throws RefusedException {
        long head = store.read(tables -> tables.events().head(device.user()));
        return new AgentLetter.Credentials(
                server,
                device.user().id(),
                device.device(),
                Bytes.copyOf(device.key().seed()),
                fresh().accessToken(),
                store.epoch(),
                head,
                mostCalls);
    }

    /** When the newest token should be renewed: after 80 % of its life, in milliseconds from its making. */
    long renewAfterMs() {
        return tokens.map(newest -> newest.expiresInMs() * 8 / 10).orElse(1_000L);
    }
}
