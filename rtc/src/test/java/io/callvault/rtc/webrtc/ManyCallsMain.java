package io.callvault.rtc.webrtc;

import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.ClockPicture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sets up and tears down many calls in one process and prints what that cost: {@code ManyCallsMain [calls]}. */
public final class ManyCallsMain {
    private static final int WARM = 20;
    private static final List<Double> CONNECTED = new ArrayList<>();
    private static final List<Double> PICTURE = new ArrayList<>();

    private ManyCallsMain() {}

    /** Prints the growth of resident memory between the end of the warm-up and the end. */
    public static void main(String[] arguments) throws IOException {
        int calls = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
        CallEngine engine = CallEngines.open(CallEngines.Options.HEADLESS);
        make(engine, WARM);
        CONNECTED.clear();
        PICTURE.clear();
        double before = Memory.residentMb().orElse(0);
        double beforeNative = Memory.nativeMb().orElse(0);
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
                "%d calls in %.1f s: connected p50 %.0f ms, first picture p50 %.0f ms; resident %.1f -> %.1f MB, natives %+.1f MB%n",
                calls,
                (System.nanoTime() - start) / 1e9,
                median(CONNECTED),
                median(PICTURE),
                before,
                Memory.residentMb().orElse(0),
                Memory.nativeMb().orElse(0) - beforeNative);
        engine.close();
        System.exit(0);
    }

    private static double ms(long nanos) {
        return nanos / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    private static void make(CallEngine engine, int calls) {
        for (int i = 0; i < calls; i++) {
            AudioInput tone = End.tone(End.LOW);
            VideoInput picture = new VideoInput.Generated(
                    new ClockPicture(new VideoInput.Format(320, 240, 30), 1, System::currentTimeMillis));
            long start = System.nanoTime();
            try (Call call = Call.of(engine, End.plan("a", tone, picture), End.plan("b", tone, picture))) {
                call.awaitMedia();
                CONNECTED.add(ms(call.caller().connectedNanos - start));
                PICTURE.add(ms(call.caller().first.getOrDefault(PeerListener.Kind.VIDEO, start) - start));
            }
        }
    }
}
