package io.callvault.rtc;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What sound and pictures can come from and go to. Any thread. */
public interface Devices {

    /** What is there now. Completes within 3 s, with nothing if the system does not answer. */
    CompletableFuture<Found> find();

    /** Hears when something was plugged in or out, on a thread of the engine; closing ends it. */
    AutoCloseable subscribe(Runnable changed);

    /** Which loudspeaker plays from now on, in all calls; empty for the system's default. */
    void speaker(String id);

    /**
     * @param why what cannot be used and why, for the user; empty if all is well
     * @param canChoose false where the system decides which device is used (Linux: its own sound settings)
     */
    record Found(
            List<Device> microphones,
            List<Device> speakers,
            List<Device> cameras,
            List<Device> screens,
            boolean canChoose,
            String why) {}

    /** @param name as the system shows it */
    record Device(String id, String name) {}
}
