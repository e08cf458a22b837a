package io.callvault.desktop.sync;

import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.store.Done;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreKey;
import io.callvault.desktop.store.TxWork;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.desktop.store.row.StoredAccount;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.SyncApi;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A device with a real store, the real sync thread's work on a manual loop, and wires to a {@link ServerModel}. */
final class SyncedDevice implements AutoCloseable {

    /** What the device's clock says at its start, right or wrong. */
    static final long WALL_MS = 1_800_000_000_000L;

    final Person person;
    final ManualLoop loop;
    final FakeLink link = new FakeLink();
    final Store store;
    final ClientMetrics metrics = new ClientMetrics();
    final SyncService sync;
    ServerModel server;
    boolean httpWorks = true;
    int httpCalls;
    /** Answers that this device cannot read. */
    Predicate<Object> spoiled = answer -> false;

    private int numbers;

    SyncedDevice(Person person, ServerModel server, ManualLoop loop, Path folder, long seed) throws StoreException {
        this.person = person;
        this.server = server;
        this.loop = loop;
        this.store = Store.open(folder, new StoreKey(Bytes.copyOf(new byte[StoreKey.LENGTH])));
        ServerClock clock = new ServerClock(() -> Instant.ofEpochMilli(WALL_MS), loop::nanoTime);
        this.sync = new SyncService(new SyncService.Parts(
                loop,
                link,
                store,
                new ModelApi(),
                clock,
                new Random(seed),
                () -> Optional.of(person.deviceKey()),
                new SyncService.Probes(metrics, Faults.none())));
        StoredAccount account = new StoredAccount(
                person.user(),
                person.device(),
                person.handle(),
                person.handle(),
                URI.create("http://localhost"),
                Optional.empty());
        store.update(tx -> tx.account().save(account)).toCompletableFuture().join();
        sync.start();
    }

    /** Connects as the real server does: welcome, then what is behind the cursor. */
    void connect() {
        var hello = sync.position();
        List<Frame.Event> log = server.events(person.user());
        link.status(LinkStatus.ONLINE);
        boolean known = hello.epoch().isEmpty() || hello.epoch().get().equals(server.epoch);
        Frame.Resume resume = known && hello.ev() <= log.size() ? Frame.Resume.OK : Frame.Resume.RESYNC;
        sync.welcomed(new Frame.Welcome(
                server.epoch, log.size(), 0, 30_000, new Frame.ServerLimits(65_536, 8_000, 100), resume));
        if (resume == Frame.Resume.OK) {
            log.stream().skip(hello.ev()).forEach(link.toClient::add);
        }
    }

    /** Whatever is on the wires is gone. */
    void cut() {
        link.status(LinkStatus.OFFLINE);
        link.toServer.clear();
        link.toClient.clear();
        sync.lost();
    }

    void write(String text) {
        write(MessageOp.NEW, 0, new Body.Text(text));
    }

    /** Changes an own message that has its seq. */
    void change(StoredMessage message, Body body) {
        write(body instanceof Body.Delete ? MessageOp.DELETE : MessageOp.EDIT, message.seq(), body);
    }

    private void write(MessageOp op, long refSeq, Body body) {
        numbers++;
        ClientMessageId id = lastWritten();
        Bytes envelope = person.seal(ServerModel.CONVERSATION, id, op, refSeq, body);
        store.update(tx -> tx.messages()
                        .insertPending(new PendingMessage(id, ServerModel.CONVERSATION, op, refSeq, 1, body, envelope)))
                .toCompletableFuture()
                .join();
    }

    /** Ids of several devices of one person never meet. */
    ClientMessageId lastWritten() {
        long device = person.device().value().getLeastSignificantBits();
        return new ClientMessageId(new UUID(device, numbers));
    }

    List<StoredMessage> rows() {
        return read(tx -> tx.messages().newest(ServerModel.CONVERSATION, 10_000));
    }

    /** Carries what the client sent to the server, and the answers back on the wire; others get their events. */
    void serve(List<SyncedDevice> all) {
        Map<SyncedDevice, Integer> before = new HashMap<>();
        all.forEach(
                device -> before.put(device, server.events(device.person.user()).size()));
        Frame frame = link.toServer.poll();
        switch (frame) {
            case null -> {}
            case Frame.Send send -> link.toClient.add(server.send(person, send));
            case Frame.Receipt receipt -> server.receipt(person, receipt);
            default -> {}
        }
        for (SyncedDevice device : all) {
            if (device.link.status() == LinkStatus.ONLINE) {
                server.events(device.person.user()).stream()
                        .skip(before.getOrDefault(device, 0))
                        .forEach(device.link.toClient::add);
            }
        }
    }

    void hear(Frame frame) {
        sync.received(frame);
    }

    /** Runs the loop and the store until both have nothing to do. */
    void settle() {
        int quiet = 0;
        while (quiet < 3) {
            loop.runAll();
            store.write(tx -> Done.DONE).toCompletableFuture().join();
            bothReadersAnswer();
            quiet = loop.idle() ? quiet + 1 : 0;
        }
    }

    /** The store reads on two threads: a single read would overtake one that still runs on the other. */
    private void bothReadersAnswer() {
        Set<Thread> answered = new HashSet<>();
        while (answered.size() < 2) {
            answered.add(store.readAsync(tx -> Thread.currentThread())
                    .toCompletableFuture()
                    .join());
        }
    }

    <T> T read(TxWork<T> work) {
        try {
            return store.read(work);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    /** Stored texts by seq, then pending ones. */
    List<String> texts() {
        return rows().stream()
                .map(row -> row.content() instanceof Content.Said(Body.Text(String text)) ? text : "?")
                .toList();
    }

    Map<Long, String> stored() {
        Map<Long, String> found = new TreeMap<>();
        for (StoredMessage row : rows()) {
            if (!row.pending()) {
                found.put(row.seq(), row.clientId().toString());
            }
        }
        return found;
    }

    @Override
    public void close() {
        sync.close();
        store.close();
    }

    /** The HTTP side of the model; answers at once. */
    private final class ModelApi implements SignedInApi {

        @Override
        public <T> CompletableFuture<ApiResult<T>> call(ApiCall<T> call) {
            httpCalls++;
            if (!httpWorks) {
                return CompletableFuture.completedFuture(new ApiResult.Unreachable<>("off"));
            }
            Object answer = answer(call.pathAndQuery());
            if (spoiled.test(answer)) {
                return CompletableFuture.completedFuture(
                        call.answer() == Object.class
                                ? new ApiResult.Ok<>(call.answer().cast(Map.of("events", List.of("poison"))))
                                : new ApiResult.Problem<>(Optional.empty(), 200, "cannot be read"));
            }
            return CompletableFuture.completedFuture(
                    new ApiResult.Ok<>(call.answer().cast(answer)));
        }

        private Object answer(String path) {
            Map<String, Long> query = new TreeMap<>();
            for (String part : path.substring(path.indexOf('?') + 1).split("&")) {
                String[] pair = part.split("=");
                if (pair[1].matches("\\d+")) {
                    query.put(pair[0], Long.valueOf(pair[1]));
                }
            }
            if (path.startsWith("/api/events?")) {
                List<Frame.Event> log = server.events(person.user());
                long since = query.getOrDefault("since", 0L);
                long limit = query.getOrDefault("limit", 100L);
                return new SyncApi.EventPage(
                        server.epoch,
                        log.isEmpty() ? 0 : log.getLast().ev(),
                        log.stream()
                                .filter(event -> event.ev() > since)
                                .limit(limit)
                                .toList());
            }
            if (path.startsWith("/api/conversations/sync")) {
                return server.snapshot(person);
            }
            long before = query.getOrDefault("before_seq", Long.MAX_VALUE);
            long limit = query.getOrDefault("limit", 50L);
            List<EventBody.MessageStored> older = new ArrayList<>(
                    server.messages.stream().filter(m -> m.seq() < before).toList());
            int from = (int) Math.max(0, older.size() - limit);
            return new SyncApi.MessagePage(older.subList(from, older.size()), from > 0);
        }
    }
}
