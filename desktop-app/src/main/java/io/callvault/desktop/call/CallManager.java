package io.callvault.desktop.call;

import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.link.Session;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreNews;
import io.callvault.model.call.CallEvent;
import io.callvault.model.call.CallState;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.wire.Frame;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoSink;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/**
 * {@link CallService} upon link, store and media engine: everything becomes a task of the call thread. Made by the composition
 * root; {@link #close} before the link is closed, so that hang-ups still leave.
 */
public final class CallManager implements CallService, AutoCloseable {

    /**
     * What it works with; {@code loop} is its own, the others are shared. */
    public record Parts(Loop loop, Backend backend, Store store, CallLines lines, IdGenerator ids, CallMedia media) {}

    /**
     * The server, and who is signed in there.
     *
     * @param clock the server's time as far as it is known
     * @param signature of this device; any thread, returns at once
     */
    public record Backend(
            ServerLink link, SignedInApi api, InstantSource clock, Supplier<Optional<Session.Signature>> signature) {}

    private static final long CLOSE_SECONDS = 5;

    private final Loop loop;
    private final IdGenerator ids;
    private final CallTools tools;
    private final Switchboard board;
    private final MediaLine.Sinks sinks = new MediaLine.Sinks(new Fan(), new Fan(), new CopyOnWriteArrayList<>());
    private final Topic<Optional<CallView>> views = new Topic<>();
    private final Topic<Boolean> histories = new Topic<>();
    private final Subscription storeNews;
    private volatile Optional<CallView> current = Optional.empty();
    private volatile Optional<LiveCall> measured = Optional.empty();
    private volatile boolean closed;

    public CallManager(Parts parts) {
        loop = parts.loop();
        ids = parts.ids();
        Backend backend = parts.backend();
        tools = new CallTools(
                loop,
                backend.clock(),
                backend.signature(),
                new Signals(backend.link(), backend.clock()),
                new CallHistory(parts.store(), parts.lines()),
                new People(parts.store()),
                new CallTools.Media(
                        new EngineHolder(parts.media().engine()),
                        new Relays(backend.api(), backend.clock()),
                        parts.media(),
                        new SettingsKeeper(parts.store())));
        board = new Switchboard(tools, this::newCall, this::show);
        storeNews = parts.store().subscribe(item -> {
            if (item instanceof StoreNews.CallsChanged || item instanceof StoreNews.Reset) {
                loop.execute(() -> histories.publish(true));
            }
        });
    }

    /** Reads the settings, and gives calls that a crash left open their line. Not on the FX thread. */
    public void start() throws StoreException {
        tools.media().settings().load();
        var _ = tools.history().tidy();
    }

    /** A call frame from the server. Any thread; what is too much is dropped. */
    public void received(Frame.Call frame) {
        if (!closed) {
            board.received(frame);
        }
    }

    /** The link is online. Any thread. */
    public void linkBack() {
        loop.execute(board::linkBack);
    }

    /** This computer has another address, or woke up. Any thread. */
    public void networkChanged() {
        loop.execute(() -> board.call().ifPresent(call -> call.feed(new CallEvent.NetworkChanged())));
    }

    /** Nobody is signed in any more: what runs is hung up, and nothing of it is kept in memory. Any thread. */
    public void leave() {
        loop.execute(() -> {
            board.call().ifPresent(call -> call.feed(new CallEvent.Closing()));
            tools.media().relays().forget();
        });
    }

    @Override
    public CallEngine.Availability availability() {
        return tools.media().engine().availability();
    }

    @Override
    public Optional<CallView> current() {
        return current;
    }

    @Override
    public AutoCloseable subscribe(Consumer<Optional<CallView>> changed) {
        return views.subscribe(changed);
    }

    @Override
    public void call(ConversationId conversation, boolean video) {
        loop.execute(() -> board.dial(new CallId(ids.next()), conversation, video));
    }

    @Override
    public void accept(CallId call, boolean video) {
        on(call, live -> live.accept(video));
    }

    @Override
    public void decline(CallId call) {
        on(call, live -> live.feed(new CallEvent.Decline()));
    }

    @Override
    public void declineWith(CallId call, String text) {
        on(call, live -> {
            live.feed(new CallEvent.Decline());
            tools.history().say(live.facts().conversation(), text);
        });
    }

    @Override
    public void hangUp(CallId call) {
        on(call, live -> live.feed(new CallEvent.HangUp()));
    }

    @Override
    public void dismiss(CallId call) {
        loop.execute(() -> board.dismiss(call));
    }

    @Override
    public void mute(CallId call, boolean muted) {
        on(call, live -> {
            live.senses().mute(muted);
            live.media().mute(muted);
            live.tellState();
            live.changed();
        });
    }

    @Override
    public void camera(CallId call, boolean on) {
        on(call, live -> {
            live.senses().camera(on);
            seen(live);
        });
    }

    @Override
    public void share(CallId call, Optional<String> source) {
        on(call, live -> {
            live.senses().share(source);
            seen(live);
        });
    }

    private static void seen(LiveCall live) {
        live.showOwn();
        live.tellState();
        live.changed();
    }

    @Override
    public void volume(CallId call, int percent) {
        on(call, live -> live.media().volume(percent));
    }

    /** A wish for a call that is over, or another one, has no effect. */
    private void on(CallId call, Consumer<LiveCall> wish) {
        loop.execute(() -> board.call()
                .filter(live -> live.facts().id().equals(call) && !live.state().over())
                .ifPresent(wish));
    }

    @Override
    public CallSettings settings() {
        return tools.media().settings().now();
    }

    @Override
    public void settings(CallSettings settings) {
        CallSettings before = settings();
        tools.media().settings().save(settings);
        if (!before.speaker().equals(settings.speaker())) {
            devices().speaker(settings.speaker());
        }
        loop.execute(() -> board.call()
                .filter(live -> !live.state().over())
                .ifPresent(live -> live.media().settings(before, settings)));
    }

    @Override
    public Devices devices() {
        return tools.media().engine().devices();
    }

    @Override
    public AutoCloseable showRemote(CallId call, VideoSink sink) {
        return sinks.remote().add(sink);
    }

    @Override
    public AutoCloseable showLocal(CallId call, VideoSink sink) {
        return sinks.local().add(sink);
    }

    @Override
    public AutoCloseable hearLevel(CallId call, DoubleConsumer dbfs) {
        // Has an identity of its own, so that the same meter added twice is taken away once.
        DoubleConsumer meter = level -> dbfs.accept(level);
        sinks.levels().add(meter);
        return () -> sinks.levels().remove(meter);
    }

    @Override
    public List<PeerStats> stats(CallId call) {
        return measured.filter(live -> live.facts().id().equals(call))
                .map(live -> live.senses().quality().seconds())
                .orElse(List.of());
    }

    @Override
    public CompletableFuture<List<PastCall>> history(int most) {
        return tools.history().newest(most);
    }

    @Override
    public AutoCloseable subscribeHistory(Runnable changed) {
        return histories.subscribe(ignored -> changed.run());
    }

    @Override
    public CompletableFuture<Long> seenUntil() {
        return tools.history().seenUntil();
    }

    @Override
    public void seen(long startedMs) {
        tools.history().seen(startedMs);
    }

    @Override
    public void rate(CallId call, int stars) {
        tools.history().rate(call, stars);
    }

    private LiveCall newCall(CallFacts facts, CallState start, Consumer<LiveCall> changed) {
        return new LiveCall(tools, facts, start, sinks, changed);
    }

    private void show(Optional<LiveCall> call) {
        Optional<CallView> now = call.map(LiveCall::view);
        if (call.isPresent()) {
            measured = call;
        }
        if (!now.equals(current)) {
            current = now;
            views.publish(now);
        }
    }

    /** Hangs up, and closes the engine. The loop goes on until its owner closes it. Waits for it. */
    @Override
    public void close() {
        closed = true;
        storeNews.close();
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        loop.execute(() -> {
            board.call().ifPresent(call -> call.feed(new CallEvent.Closing()));
            over.complete(true);
        });
        over.completeOnTimeout(false, CLOSE_SECONDS, TimeUnit.SECONDS).join();
        tools.media().engine().close();
    }
}
