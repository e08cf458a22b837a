package io.callvault.rtc.scripted;

import io.callvault.rtc.Devices;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Devices that a test plugs in and out. Any thread. */
public final class ScriptedDevices implements Devices {

    /** One of each. */
    public static final Found ONE_OF_EACH = new Found(
            List.of(new Device("mic-1", "Microphone")),
            List.of(new Device("speaker-1", "Speaker")),
            List.of(new Device("camera-1", "Camera")),
            List.of(new Device("screen-1", "Screen 1")),
            true,
            "");

    private final Executor executor;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Found found = ONE_OF_EACH;
    private volatile String speaker = "";

    ScriptedDevices(Executor executor) {
        this.executor = executor;
    }

    /** Other devices are there from now on; who listens is told. */
    public void now(Found other) {
        found = other;
        listeners.forEach(executor::execute);
    }

    /** The loudspeaker chosen last. */
    public String speaker() {
        return speaker;
    }

    @Override
    public CompletableFuture<Found> find() {
        return CompletableFuture.completedFuture(found);
    }

    @Override
    public AutoCloseable subscribe(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    @Override
    public void speaker(String id) {
        speaker = id;
    }
}
