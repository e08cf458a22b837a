package io.callvault.desktop.bench;

import static org.awaitility.Awaitility.await;

import io.callvault.desktop.browser.Chromium;
import io.callvault.desktop.browser.JavaCall;
import io.callvault.desktop.browser.JavaGuest;
import io.callvault.desktop.browser.Tab;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.ClockPicture;
import io.callvault.rtc.synthetic.Tone;
import io.callvault.rtc.webrtc.CallEngines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How fast a call stands once it is accepted, on loopback: two Java guests in one room, and two browsers in another, over the same
 * backend, call after call in turns, so that both meet the same machine. All times are those of the called side, which accepts: one
 * clock, from the accept until it is connected, hears and sees. The media are made by the programs; no device is opened.
 */
final class CallBench {

    /** Issue 4. */
    private static final int CALLS = 20;

    /** The first calls load classes and natives, and the browser's code. */
    private static final int WARM_UP = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What is measured: the name of the mark, and what it means. */
    private static final Map<String, String> MARKS = new TreeMap<>(Map.of(
            "connected", "accept to connected",
            "first_picture", "accept to first remote picture",
            "first_sound_packet", "accept to first remote sound"));

    private final URI server;
    private final Path folder;
    private final Consumer<Figure> out;

    CallBench(URI server, Path folder, Consumer<Figure> out) {
        this.server = server;
        this.folder = folder;
        this.out = out;
    }

    /** Ours divided by the browser's, of the medians. */
    record Ratios(double connected, double firstVideo, double firstAudio) {}

    /** One series after the other, nanoseconds. */
    private record Series(Map<String, List<long[]>> marks) {

        static Series empty() {
            Map<String, List<long[]>> marks = new TreeMap<>();
            MARKS.keySet().forEach(name -> marks.put(name, new ArrayList<>()));
            return new Series(marks);
        }

        void begin() {
            marks.values().forEach(runs -> runs.add(new long[CALLS]));
        }

        List<long[]> of(String name) {
            return marks.getOrDefault(name, List.of());
        }

        void note(int call, Map<String, Long> took) {
            marks.forEach((name, runs) -> runs.getLast()[call] = took.getOrDefault(name, Long.MAX_VALUE));
        }
    }

    Ratios measure(int runs) throws IOException, InterruptedException {
        Series java = Series.empty();
        Series browser = Series.empty();
        String javaRoom = room();
        String browserRoom = room();
        try (CallEngine engine = CallEngines.open(CallEngines.Options.HEADLESS);
                Chromium chromium = Chromium.start(folder.resolve("chromium"));
                JavaGuest caller = new JavaGuest(server, javaRoom, engine, media(1));
                JavaGuest called = new JavaGuest(server, javaRoom, engine, media(2));
                Tab calling = page(chromium, server, browserRoom);
                Tab answering = page(chromium, server, browserRoom)) {
            if (engine.availability() instanceof CallEngine.Availability.Unavailable(String sentence)) {
                throw new IOException(sentence);
            }
            for (int i = 0; i < WARM_UP; i++) {
                ofJava(caller, called);
                ofBrowsers(calling, answering);
            }
            for (int run = 0; run < runs; run++) {
                java.begin();
                browser.begin();
                for (int i = 0; i < CALLS; i++) {
                    java.note(i, ofJava(caller, called));
                    browser.note(i, ofBrowsers(calling, answering));
                }
            }
        }
        return new Ratios(
                ratio("connected", java, browser),
                ratio("first_picture", java, browser),
                ratio("first_sound_packet", java, browser));
    }

    private double ratio(String mark, Series java, Series browser) {
        Figure ours = Figure.of(MARKS.get(mark) + ", Java to Java", java.of(mark));
        Figure theirs = Figure.of(MARKS.get(mark) + ", Chromium to Chromium", browser.of(mark));
        out.accept(ours);
        out.accept(theirs);
        return ours.p50() / theirs.p50();
    }

    private static String room() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    private static JavaCall.Media media(int sender) {
        return new JavaCall.Media(
                new AudioInput.Generated(new Tone(440)),
                new VideoInput.Generated(ClockPicture.of(sender, System::currentTimeMillis)),
                (samples, rate, channels) -> {},
                picture -> {});
    }

    private static Map<String, Long> ofJava(JavaGuest caller, JavaGuest called)
            throws IOException, InterruptedException {
        JavaCall out = caller.dial();
        JavaCall in = called.next();
        in.accept();
        await().pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> MARKS.keySet().stream()
                        .allMatch(name ->
                                in.mark(name).isPresent() && out.mark(name).isPresent()));
        Map<String, Long> took = new TreeMap<>();
        long accepted = in.mark("accepted").orElseThrow();
        MARKS.keySet().forEach(name -> took.put(name, in.mark(name).orElseThrow() - accepted));
        out.hangUp();
        await().atMost(PATIENCE).until(() -> in.end().isPresent() && out.end().isPresent());
        return took;
    }

    private static Tab page(Chromium chromium, URI server, String room) throws IOException {
        Tab tab = chromium.open(server.resolve("/call/test?room=" + room));
        tab.until(
                "the page is ready",
                "document.body.dataset.state === 'start' && !document.getElementById('call').disabled",
                PATIENCE);
        var _ = tab.ask("document.getElementById('synthetic').checked = true");
        return tab;
    }

    private static Map<String, Long> ofBrowsers(Tab calling, Tab answering) {
        calling.press("call");
        answering.press("accept");
        String all = "document.body.dataset.state === 'connected' && "
                + String.join(
                        " && ",
                        MARKS.keySet().stream()
                                .map(name -> "callvault.call.marks." + name + " > 0")
                                .toList());
        calling.until("the caller is in the call", all, PATIENCE);
        answering.until("the called one is in the call", all, PATIENCE);
        Map<String, Long> took = new TreeMap<>();
        MARKS.keySet()
                .forEach(name -> took.put(name, (long)
                        (answering.number("callvault.call.marks." + name + " - callvault.call.marks.accepted")
                                * 1_000_000)));
        calling.press("hangup");
        answering.until("over", "document.body.dataset.state === 'over'", PATIENCE);
        return took;
    }
}
