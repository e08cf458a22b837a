package io.callvault.rtc.scripted;

import io.callvault.rtc.CallEngine;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * See the package. What its methods of the script say holds for peers opened later and, where it makes sense, for those there
 * are. Peers of two engines find each other by what their descriptions and candidates say, so that they may as well be in two
 * processes.
 */
public final class ScriptedEngine implements CallEngine {

    private final Executor inOrder;
    private final Optional<ExecutorService> own;
    private final SplittableRandom random;
    private final ScriptedDevices devices;
    private final List<ScriptedPeer> peers = new CopyOnWriteArrayList<>();
    private volatile Availability availability = new Availability.Ready();
    private volatile boolean holding;
    private volatile boolean media = true;
    private volatile UnaryOperator<String> seen = UnaryOperator.identity();

    private ScriptedEngine(String name, Executor executor, Optional<ExecutorService> own) {
        inOrder = new InOrder(executor);
        this.own = own;
        random = new SplittableRandom(name.hashCode());
        devices = new ScriptedDevices(inOrder);
    }

    /**
     * One with a thread of its own.
     *
     * @param name of the thread; two engines of one name make the same keys
     */
    public static ScriptedEngine threaded(String name) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "rtc-scripted-" + name);
            made.setDaemon(true);
            return made;
        });
        return new ScriptedEngine(name, thread, Optional.of(thread));
    }

    /** One that does everything on an executor of the test, for example {@code Runnable::run}. */
    public static ScriptedEngine on(String name, Executor executor) {
        return new ScriptedEngine(name, executor, Optional.empty());
    }

    @Override
    public Availability availability() {
        return availability;
    }

    @Override
    public ScriptedPeer open(PeerPlan plan, PeerListener listener) {
        String fingerprint;
        synchronized (random) {
            fingerprint = ScriptedSdp.fingerprint(random);
        }
        var peer = new ScriptedPeer(this, plan, listener, inOrder, peers.size(), fingerprint);
        peers.add(peer);
        if (availability instanceof Availability.Unavailable(String sentence)) {
            peer.fail(PeerListener.Stage.ENGINE, sentence, true);
        }
        return peer;
    }

    @Override
    public ScriptedDevices devices() {
        return devices;
    }

    @Override
    public void close() {
        peers.forEach(ScriptedPeer::close);
        own.ifPresent(ExecutorService::close);
    }

    /** All that were ever opened, the oldest first. */
    public List<ScriptedPeer> peers() {
        return List.copyOf(peers);
    }

    /** The one opened last. */
    public Optional<ScriptedPeer> last() {
        return peers.isEmpty() ? Optional.empty() : Optional.of(peers.getLast());
    }

    /** How many are open. */
    public long open() {
        return peers.stream().filter(peer -> !peer.closed()).count();
    }

    /** Peers fail at once from now on. */
    public void unavailable(String sentence) {
        availability = new Availability.Unavailable(sentence);
    }

    /** Whether peers stay on the way instead of connecting: no path is found. Let go, those that waited connect. */
    public void hold(boolean on) {
        holding = on;
        peers.forEach(ScriptedPeer::look);
    }

    /** Whether the other side's sound comes right after connecting; it does, unless the script says no. */
    public void media(boolean on) {
        media = on;
    }

    /** Somebody between the two: what is seen in the handshake, made from what the description said. */
    public void fingerprintSeen(UnaryOperator<String> swap) {
        seen = swap;
    }

    boolean holding() {
        return holding;
    }

    boolean hasMedia() {
        return media;
    }

    String seen(String fingerprint) {
        return seen.apply(fingerprint);
    }
}
