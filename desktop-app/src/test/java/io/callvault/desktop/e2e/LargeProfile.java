package io.callvault.desktop.e2e;

import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.store.Done;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreKey;
import io.callvault.desktop.store.TxAction;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.IncomingMessage;
import io.callvault.desktop.vault.OsKeyStore;
import io.callvault.desktop.vault.VaultException;
import io.callvault.desktop.vault.VaultState;
import io.callvault.desktop.vault.Vaults;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.EventBody;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/**
 * A real profile with long conversations: somebody signs up with a real server, everything is closed, the encrypted store is filled
 * through its own transactions, and the client is started again without a network. Everything comes from a seed.
 */
final class LargeProfile implements AutoCloseable {

    private static final int CHUNK = 500;
    private static final int AT_ONCE = 20;
    private static final int ENVELOPE = 300;

    private final Path folder;
    private final URI server;
    private final Random random;
    private final IdGenerator ids;
    private final DeviceId device;
    private final UserId me;
    private final String myName;
    private final LargeTexts texts;
    private final Map<String, Long> seqs = new HashMap<>();
    private final TestClient client;

    LargeProfile(Path folder, long seed) throws ServerStartException, ProfileException {
        this.folder = folder.resolve("vera");
        random = new Random(seed);
        ids = new IdGenerator(InstantSource.system(), random);
        device = ids.deviceId();
        texts = new LargeTexts(new Random(seed + 1));
        try (SignalingServer backend = SignalingServer.start(ServerConfig.in(folder.resolve("server")))) {
            server = backend.uri();
            client = new TestClient(this.folder, server);
            client.signUp("vera");
            me = client.me().user();
            myName = client.me().displayName();
            client.close();
        }
    }

    /** Work on the store of the closed profile. */
    @FunctionalInterface
    interface Filling<T> {
        T fill(Store store) throws StoreException;
    }

    /** Opens the store alone, as nobody's screen listens to an import. */
    <T> T fill(Filling<T> filling) throws StoreException, VaultException {
        if (!(Vaults.open(folder, OsKeyStore.none()) instanceof VaultState.Open(var vault))) {
            throw new AssertionError("the vault is locked");
        }
        try (Store store = Store.open(folder.resolve("store"), new StoreKey(vault.subkey("cv/store/v1")))) {
            return filling.fill(store);
        }
    }

    /** Starts the client, which stays offline. */
    TestClient start() throws ProfileException {
        client.restart(false);
        return client;
    }

    TestClient client() {
        return client;
    }

    URI server() {
        return server;
    }

    /** The seq of a message of the large conversation by its name. */
    long seqOf(String clientId) {
        return seqs.getOrDefault(clientId, 0L);
    }

    /** A new person with a conversation of so many messages, all read but the last {@code unread}. */
    Talk talk(Store store, String name, int messages, int unread) {
        EventBody.Profile other = profile(ids.userId(), name);
        ConversationId id = ids.conversationId();
        Talk talk = new Talk(id, other.userId());
        await(store.update(tx -> {
            tx.people().save(other);
            tx.conversations()
                    .save(new EventBody.Conversation(
                            id,
                            ConversationKind.DIRECT,
                            "",
                            List.of(profile(me, myName), other),
                            System.currentTimeMillis(),
                            0,
                            List.of()));
        }));
        append(store, talk, messages);
        await(store.update(tx -> {
            tx.receipts().raiseOwn(id, messages, messages - unread);
            tx.conversations().raiseWatermark(id, other.userId(), messages, messages - 3);
        }));
        return talk;
    }

    /** More messages, from both sides, the last of them some minutes ago. */
    void append(Store store, Talk talk, int messages) {
        long[] times = texts.times(messages);
        List<CompletionStage<Done>> running = new ArrayList<>();
        for (int from = 0; from < messages; from += CHUNK) {
            List<IncomingMessage> chunk = new ArrayList<>();
            for (int i = from; i < Math.min(messages, from + CHUNK); i++) {
                UserId sender = random.nextInt(5) < 2 ? me : talk.other();
                chunk.add(next(talk, sender, texts.next(talk.size() + 1), times[i]));
            }
            TxAction all = tx -> {
                for (IncomingMessage each : chunk) {
                    tx.messages().applyIncoming(each);
                }
            };
            running.add(store.update(all));
            if (running.size() == AT_ONCE) {
                // Not all at once: on a busy machine the first answer would come only after the last of them.
                running.forEach(LargeProfile::await);
                running.clear();
            }
        }
        running.forEach(LargeProfile::await);
    }

    /** What the other one writes now. */
    IncomingMessage incoming(Talk talk, String text) {
        return next(talk, talk.other(), text, System.currentTimeMillis());
    }

    private IncomingMessage next(Talk talk, UserId sender, String text, long time) {
        byte[] envelope = new byte[ENVELOPE];
        random.nextBytes(envelope);
        ClientMessageId id = ids.clientMessageId();
        long seq = talk.grow();
        seqs.put(id.toString(), seq);
        return new IncomingMessage(
                new EventBody.MessageStored(
                        talk.id(), seq, ids.messageId(), sender, device, time, Bytes.copyOf(envelope)),
                id,
                MessageOp.NEW,
                0,
                new Content.Said(new Body.Text(text)));
    }

    private EventBody.Profile profile(UserId user, String name) {
        return new EventBody.Profile(
                user,
                name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.'),
                name,
                Bytes.copyOf(new byte[32]),
                List.of());
    }

    static <T> T await(CompletionStage<T> stage) {
        return TestClient.done(stage);
    }

    @Override
    public void close() {
        client.close();
    }

    /** A conversation that grows. */
    static final class Talk {
        private final ConversationId id;
        private final UserId other;
        private long size;

        Talk(ConversationId id, UserId other) {
            this.id = id;
            this.other = other;
        }

        ConversationId id() {
            return id;
        }

        UserId other() {
            return other;
        }

        /** The seq of its newest message. */
        long size() {
            return size;
        }

        private long grow() {
            return ++size;
        }
    }
}
