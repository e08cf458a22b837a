package io.callvault.desktop.call;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.Bounds;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.IceServer;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.VideoInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * The media of one call: opens its peer once engine and relays are there, and carries out in order what was wished meanwhile.
 * Silent and deaf until {@link #openSound}. On the call thread; sinks are looked at by the engine's threads.
 */
final class MediaLine {

    /** More wishes than any honest call has before its peer is open. */
    private static final int MOST_WAITING = 256;

    private final CallTools tools;
    private final String name;
    private final PeerListener listener;
    private final Sinks sinks;
    private final Runnable unavailable;
    private final List<Consumer<Peer>> waiting = new ArrayList<>();
    private Optional<Peer> peer = Optional.empty();
    private boolean opening;
    private boolean closed;
    private boolean sound;
    private boolean muted;
    private int volume = 100;
    private Optional<String> shared = Optional.empty();
    private boolean camera;
    private boolean pictures = true;

    /** Where pictures and loudness go; outlive the call's peer. */
    record Sinks(Fan remote, Fan local, List<DoubleConsumer> levels) {}

    /**
     * @param name of the call, for logs
     * @param listener hears on the engine's threads
     * @param unavailable told on the call thread that there is no engine
     */
    MediaLine(CallTools tools, String name, PeerListener listener, Sinks sinks, Runnable unavailable) {
        this.tools = tools;
        this.name = name;
        this.listener = listener;
        this.sinks = sinks;
        this.unavailable = unavailable;
    }

    /** Carries the wish out on the peer, once there is one; the first wish opens it. */
    void with(Consumer<Peer> wish) {
        if (closed) {
            return;
        }
        if (peer.isPresent()) {
            wish.accept(peer.get());
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(wish);
            open();
        }
    }

    private void open() {
        if (opening) {
            return;
        }
        opening = true;
        CompletableFuture<CallEngine> engine = tools.media().engine().get();
        CompletableFuture<List<IceServer>> relays = tools.media().relays().get();
        var _ = engine.thenCombine(relays, (opened, servers) -> (Runnable) () -> open(opened, servers))
                .whenComplete((open, failure) -> tools.loop().execute(open != null ? open : unavailable));
    }

    private void open(CallEngine engine, List<IceServer> relays) {
        if (closed) {
            return;
        }
        CallSettings settings = tools.media().settings().now();
        if (!settings.speaker().isEmpty()) {
            engine.devices().speaker(settings.speaker());
        }
        Peer opened = engine.open(
                new PeerPlan(name, relays, settings.alwaysRelay(), audio(settings), video(settings), bounds(settings)),
                listener);
        opened.mute(!sound || muted);
        opened.volume(sound ? volume : 0);
        opened.showRemote(sinks.remote());
        opened.showLocal(sinks.local());
        peer = Optional.of(opened);
        List.copyOf(waiting).forEach(wish -> wish.accept(opened));
        waiting.clear();
    }

    /** Before another path is looked for: credentials may have ended since. */
    void refreshRelays(Runnable then) {
        var _ = tools.media()
                .relays()
                .get()
                .thenAccept(servers -> tools.loop().execute(() -> {
                    if (!servers.isEmpty()) {
                        with(open -> open.relays(servers));
                    }
                    then.run();
                }));
    }

    void openSound() {
        sound = true;
        mute(muted);
        volume(volume);
    }

    void mute(boolean now) {
        muted = now;
        peer.ifPresent(open -> open.mute(!sound || muted));
    }

    void volume(int percent) {
        volume = Math.clamp(percent, 0, 100);
        peer.ifPresent(open -> open.volume(sound ? volume : 0));
    }

    /**
     * What is to be seen of this side.
     *
     * @param screen shared instead of the camera
     * @param allowed false while pictures would cost the sound
     */
    void pictures(boolean cameraOn, Optional<String> screen, boolean allowed) {
        boolean changed = cameraOn != camera || !screen.equals(shared) || allowed != pictures;
        camera = cameraOn;
        shared = screen;
        pictures = allowed;
        if (changed) {
            peer.ifPresent(open -> open.send(video(tools.media().settings().now())));
        }
    }

    /** Takes over what was chosen since. */
    void settings(CallSettings before, CallSettings now) {
        peer.ifPresent(open -> {
            if (!before.microphone().equals(now.microphone())) {
                open.send(audio(now));
            }
            if (!before.camera().equals(now.camera()) && camera && shared.isEmpty()) {
                open.send(video(now));
            }
            if (!bounds(before).equals(bounds(now))) {
                open.bounds(bounds(now));
            }
        });
    }

    int minVideoKbps() {
        return bounds(tools.media().settings().now()).minVideoKbps();
    }

    void close() {
        closed = true;
        waiting.clear();
        peer.ifPresent(Peer::close);
    }

    private AudioInput audio(CallSettings settings) {
        return tools.media().inputs().microphone().apply(settings.microphone());
    }

    private VideoInput video(CallSettings settings) {
        if (!pictures || (!camera && shared.isEmpty())) {
            return new VideoInput.None();
        }
        return shared.isPresent()
                ? tools.media().inputs().screen().apply(shared.get())
                : tools.media().inputs().camera().apply(settings.camera());
    }

    private static Bounds bounds(CallSettings settings) {
        return (settings.lowData() ? Bounds.LOW_DATA : Bounds.NORMAL).with(settings.processing());
    }
}
