package io.callvault.desktop.call.ui;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallSettings;
import io.callvault.desktop.call.CallView;
import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import io.callvault.rtc.PeerStats;
import io.callvault.rtc.VideoSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;

/** Calls that go as a test says, for the screens alone; what the screens wish for is written down and, where it is plain, done. Any thread. */
public final class ScriptedCalls implements CallService {
    /** The time of the pictures: ChatStory.NOW. */
    public static final long NOW = Instant.parse("2026-11-20T14:40:00Z").toEpochMilli();

    public static final UserId ANNA = new UserId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0001_0001L));
    public static final ConversationId CHAT =
            new ConversationId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0002_0001L));

    private final List<Consumer<Optional<CallView>>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> historyListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> deviceListeners = new CopyOnWriteArrayList<>();
    private final List<String> wishes = new CopyOnWriteArrayList<>();
    private final List<VideoSink> remote = new CopyOnWriteArrayList<>();
    private final List<VideoSink> local = new CopyOnWriteArrayList<>();
    private final List<DoubleConsumer> levels = new CopyOnWriteArrayList<>();
    private volatile Optional<CallView> current = Optional.empty();
    private volatile CallEngine.Availability availability = new CallEngine.Availability.Ready();
    private volatile CallSettings settings = CallSettings.DEFAULT;
    private volatile List<PeerStats> stats = List.of();
    private volatile List<PastCall> history = List.of();
    private volatile long seenUntil;
    private volatile Devices.Found found = new Devices.Found(
            List.of(new Devices.Device("mic-1", "Built-in microphone"), new Devices.Device("mic-2", "Headset")),
            List.of(new Devices.Device("out-1", "Speakers"), new Devices.Device("out-2", "Headset")),
            List.of(new Devices.Device("cam-1", "FaceTime HD Camera")),
            List.of(
                    new Devices.Device("screen-1", "Whole screen"),
                    new Devices.Device("win-7", "Slides – autumn plan")),
            true,
            "");
    private final AtomicInteger lookups = new AtomicInteger();
    private int next;

    /** What was wished for, in order: "accept video", "mute true", … */
    public List<String> wishes() {
        return List.copyOf(wishes);
    }

    /** A call with Anna. */
    public CallView view(boolean incoming, boolean video, CallView.Phase phase) {
        return new CallView(
                new CallId(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0003_0000L + next)),
                CHAT,
                ANNA,
                "Anna Markova",
                incoming,
                video,
                phase,
                new CallView.Side(true, video, false),
                new CallView.Side(true, video, false),
                new CallView.Quality(4, CallView.Quality.Reason.FINE),
                phase == CallView.Phase.CONNECTED ? Optional.of(NOW - 192_000) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Another call from here on. */
    public void anotherCall() {
        next++;
    }

    /** The call is like this now; who listens is told. */
    public void now(CallView view) {
        become(Optional.of(view));
    }

    /** The call there is changes. */
    public void change(UnaryOperator<CallView> change) {
        become(current.map(change));
    }

    public void none() {
        become(Optional.empty());
    }

    /** How it ends. */
    public static CallView ended(CallView v, CallEnd end) {
        return with(v, CallView.Phase.ENDED, v.own(), v.other(), v.quality(), v.hint(), Optional.of(end));
    }

    public static CallView phase(CallView v, CallView.Phase phase) {
        return with(v, phase, v.own(), v.other(), v.quality(), v.hint(), v.end());
    }

    public static CallView own(CallView v, CallView.Side own) {
        return with(v, v.phase(), own, v.other(), v.quality(), v.hint(), v.end());
    }

    public static CallView other(CallView v, CallView.Side other) {
        return with(v, v.phase(), v.own(), other, v.quality(), v.hint(), v.end());
    }

    public static CallView quality(CallView v, int bars, CallView.Quality.Reason reason) {
        return with(v, v.phase(), v.own(), v.other(), new CallView.Quality(bars, reason), v.hint(), v.end());
    }

    public static CallView hint(CallView v, CallView.Hint hint) {
        return with(v, v.phase(), v.own(), v.other(), v.quality(), Optional.of(hint), v.end());
    }

    public void unavailable(String sentence) {
        availability = new CallEngine.Availability.Unavailable(sentence);
    }

    public void stats(List<PeerStats> seconds) {
        stats = List.copyOf(seconds);
    }

    public void history(List<PastCall> calls) {
        history = List.copyOf(calls);
        historyListeners.forEach(Runnable::run);
    }

    /** Something was plugged in or out. */
    public void plug(Devices.Found now) {
        found = now;
        deviceListeners.forEach(Runnable::run);
    }

    public Devices.Found found() {
        return found;
    }

    /** How often devices were looked up. */
    public int lookups() {
        return lookups.get();
    }

    /** A picture of the other side comes. */
    public void showRemote(VideoSink.Picture picture) {
        remote.forEach(sink -> sink.show(picture));
    }

    public void showLocal(VideoSink.Picture picture) {
        local.forEach(sink -> sink.show(picture));
    }

    /** The microphone hears something. */
    public void loudness(double dbfs) {
        levels.forEach(level -> level.accept(dbfs));
    }

    /** Whether anybody still wants pictures or levels. */
    public int sinks() {
        return remote.size() + local.size() + levels.size();
    }

    @Override
    public CallEngine.Availability availability() {
        return availability;
    }

    @Override
    public Optional<CallView> current() {
        return current;
    }

    @Override
    public AutoCloseable subscribe(Consumer<Optional<CallView>> changed) {
        return in(listeners, changed);
    }

    @Override
    public void call(ConversationId conversation, boolean video) {
        wishes.add("call " + (video ? "video" : "audio"));
        anotherCall();
        now(view(false, video, CallView.Phase.CALLING));
    }

    @Override
    public void accept(CallId call, boolean video) {
        wishes.add("accept " + (video ? "video" : "audio"));
        change(v -> own(phase(v, CallView.Phase.CONNECTING), new CallView.Side(true, video, false)));
    }

    @Override
    public void decline(CallId call) {
        wishes.add("decline");
        change(v -> ended(v, CallEnd.DECLINED));
    }

    @Override
    public void declineWith(CallId call, String text) {
        wishes.add("decline with " + text);
        change(v -> ended(v, CallEnd.DECLINED));
    }

    @Override
    public void hangUp(CallId call) {
        wishes.add("hang up");
        change(v -> ended(v, v.connectedAtMs().isPresent() ? CallEnd.HUNG_UP : CallEnd.CANCELLED));
    }

    @Override
    public void dismiss(CallId call) {
        wishes.add("dismiss");
        none();
    }

    @Override
    public void mute(CallId call, boolean muted) {
        wishes.add("mute " + muted);
        change(v -> own(v, new CallView.Side(!muted, v.own().camera(), v.own().sharing())));
    }

    @Override
    public void camera(CallId call, boolean on) {
        wishes.add("camera " + on);
        change(v -> own(v, new CallView.Side(v.own().microphone(), on, v.own().sharing())));
    }

    @Override
    public void share(CallId call, Optional<String> source) {
        wishes.add("share " + source.orElse("nothing"));
        change(v -> own(v, new CallView.Side(v.own().microphone(), v.own().camera(), source.isPresent())));
    }

    @Override
    public void volume(CallId call, int percent) {
        wishes.add("volume " + percent);
    }

    @Override
    public CallSettings settings() {
        return settings;
    }

    @Override
    public void settings(CallSettings chosen) {
        settings = chosen;
    }

    @Override
    public Devices devices() {
        return new Devices() {
            @Override
            public CompletableFuture<Found> find() {
                lookups.incrementAndGet();
                return CompletableFuture.completedFuture(found);
            }

            @Override
            public AutoCloseable subscribe(Runnable changed) {
                return in(deviceListeners, changed);
            }

            @Override
            public void speaker(String id) {
                wishes.add("speaker " + id);
            }
        };
    }

    @Override
    public AutoCloseable showRemote(CallId call, VideoSink sink) {
        return in(remote, sink);
    }

    @Override
    public AutoCloseable showLocal(CallId call, VideoSink sink) {
        return in(local, sink);
    }

    @Override
    public AutoCloseable hearLevel(CallId call, DoubleConsumer dbfs) {
        return in(levels, dbfs);
    }

    @Override
    public List<PeerStats> stats(CallId call) {
        return stats;
    }

    @Override
    public CompletableFuture<List<PastCall>> history(int most) {
        return CompletableFuture.completedFuture(history.stream().limit(most).toList());
    }

    @Override
    public CompletableFuture<Long> seenUntil() {
        return CompletableFuture.completedFuture(seenUntil);
    }

    @Override
    public void seen(long startedMs) {
        seenUntil = startedMs;
    }

    @Override
    public AutoCloseable subscribeHistory(Runnable changed) {
        return in(historyListeners, changed);
    }

    @Override
    public void rate(CallId call, int stars) {
        wishes.add("rate " + stars);
    }

    private void become(Optional<CallView> view) {
        current = view;
        new ArrayList<>(listeners).forEach(listener -> listener.accept(view));
    }

    private static <T> AutoCloseable in(List<T> list, T item) {
        list.add(item);
        return () -> list.remove(item);
    }

    private static CallView with(
            CallView v,
            CallView.Phase phase,
            CallView.Side own,
            CallView.Side other,
            CallView.Quality quality,
            Optional<CallView.Hint> hint,
            Optional<CallEnd> end) {
        return new CallView(
                v.callId(),
                v.conversationId(),
                v.with(),
                v.person(),
                v.incoming(),
                v.video(),
                phase,
                own,
                other,
                quality,
                v.connectedAtMs(),
                hint,
                end);
    }
}
