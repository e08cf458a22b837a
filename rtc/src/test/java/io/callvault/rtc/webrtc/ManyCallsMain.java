package io.callvault.rtc.webrtc;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.ClockPicture;
import java.io.IOException;
import java.util.Locale;

/** Sets up and tears down many calls in one process and prints what that cost: {@code ManyCallsMain [calls]}. */
public final class ManyCallsMain {
    private static final int WARM = 20;

    private ManyCallsMain() {}

    /** Prints the growth of resident memory between the end of the warm-up and the end. */
    public static void main(String[] arguments) throws IOException {
        int calls = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
        CallEngine engine = CallEngines.open(CallEngines.Options.HEADLESS);
        make(engine, WARM);
        double before = Memory.residentMb().orElse(0);
        long start = System.nanoTime();
        for (int done = 0; done < calls; done += 20) {
            make(engine, Math.min(20, calls - done));
            System.out.printf(
                    Locale.ROOT,
                    "%d calls: %+.1f MB, %d threads%n",
                    Math.min(calls, done + 20),
                    Memory.residentMb().orElse(0) - before,
                    Thread.activeCount());
        }
        System.out.printf(
                Locale.ROOT,
                "%d calls in %.1f s: resident %.1f MB -> %.1f MB%n",
                calls,
                (System.nanoTime() - start) / 1e9,
                before,
                Memory.residentMb().orElse(0));
        engine.close();
        System.exit(0);
    }

    private static void make(CallEngine engine, int calls) {
        for (int i = 0; i < calls; i++) {
            AudioInput tone = End.tone(End.LOW);
            VideoInput picture = new VideoInput.Generated(new ClockPicture(320, 240, 30, 1, System::currentTimeMillis));
            try (Call call = Call.of(engine, End.plan("a", tone, picture), End.plan("b", tone, picture))) {
                call.awaitMedia();
            }
        }
    }
}
