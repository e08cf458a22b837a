package io.callvault.desktop.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.model.call.CallEnd;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.ClockPicture;
import io.callvault.rtc.synthetic.ClockReader;
import io.callvault.rtc.synthetic.Tone;
import io.callvault.rtc.synthetic.ToneDetector;
import io.callvault.rtc.webrtc.CallEngines;
import io.callvault.signaling.bot.call.EchoMedia;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real browser on the guest page and the Java side call each other through the real backend; sound and pictures are recognised at
 * both ends: a tone of each side by its frequency, a picture of each side by the clock in it.
 */
class ChromiumCallsTest {

    /** What the page sends (media.js). */
    private static final double PAGE_TONE = 660;

    private static final int PAGE_CLOCK = 9;
    private static final double JAVA_TONE = 440;
    private static final int JAVA_CLOCK = 3;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static SignalingServer server;
    private static Chromium chromium;
    private static CallEngine engine;

    private final ToneDetector ear = new ToneDetector(JAVA_TONE, PAGE_TONE);
    private final ClockReader eye = new ClockReader();

    @BeforeAll
    static void start() throws Exception {
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")).withEchoMedia(new EchoMedia.Child()));
        chromium = Chromium.start(folder.resolve("chromium"));
        engine = CallEngines.open(CallEngines.Options.HEADLESS);
        assertThat(engine.availability()).isInstanceOf(CallEngine.Availability.Ready.class);
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
        engine.close();
    }

    private static Tab page(String room) throws IOException {
        Tab tab = chromium.open(server.uri().resolve("/call/test?room=" + room));
        tab.until(
                "the page is ready",
                "document.body.dataset.state === 'start' && !document.getElementById('call').disabled",
                LIMIT);
        assertThat(tab.ask("document.getElementById('synthetic').checked = true"))
                .isEqualTo("true");
        return tab;
    }

    private static String room() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    private JavaGuest java(String room) throws IOException {
        return new JavaGuest(
                server.uri(),
                room,
                engine,
                new JavaCall.Media(
                        new AudioInput.Generated(new Tone(JAVA_TONE)),
                        new VideoInput.Generated(ClockPicture.of(JAVA_CLOCK, System::currentTimeMillis)),
                        ear,
                        eye));
    }

    private static void pageHearsAndSees(Tab tab, double tone, int clock) {
        tab.until(
                "the page hears " + tone,
                "callvault.ear && Math.abs(callvault.ear.pitch() - " + tone + ") < 20",
                LIMIT);
        tab.until("the page sees clock " + clock, "callvault.eye.clock()?.sender === " + clock, LIMIT);
    }

    private void javaHearsAndSees() {
        await("Java hears the page").atMost(LIMIT).until(() -> ear.heard().orElse(0) == PAGE_TONE);
        await("Java sees the page")
                .atMost(LIMIT)
                .until(() -> eye.last()
                        .filter(reading -> reading.sender() == PAGE_CLOCK)
                        .isPresent());
    }

    @Test
    void theBrowserCallsEchoAndHearsAndSeesItself() throws Exception {
        try (Tab tab = page("echo")) {
            tab.press("call");
            tab.until("connected", "document.body.dataset.state === 'connected'", LIMIT);
            pageHearsAndSees(tab, PAGE_TONE, PAGE_CLOCK);
            tab.until(
                    "the check list is done",
                    "[...document.querySelectorAll('#steps li')].every((item) => item.dataset.result === 'ok')",
                    LIMIT);
            assertThat(tab.ask("(await callvault.report()).verdict.result")).isEqualTo("\"ok\"");
            assertThat(tab.ask("JSON.stringify(await callvault.report())"))
                    .as("addresses stay out of the report")
                    .doesNotContain("candidate:")
                    .doesNotContain("192.168.");
            tab.press("hangup");
            tab.until("over", "document.body.dataset.state === 'over'", LIMIT);
        }
    }

    @Test
    void javaCallsTheBrowser() throws Exception {
        String room = room();
        try (Tab tab = page(room);
                JavaGuest java = java(room)) {
            JavaCall call = java.dial();
            tab.until("it rings", "document.body.dataset.state === 'incoming'", LIMIT);
            tab.press("accept");
            pageHearsAndSees(tab, JAVA_TONE, JAVA_CLOCK);
            javaHearsAndSees();
            assertThat(call.mark("secured")).isPresent();
            tab.press("mute");
            await("muted").atMost(LIMIT).until(() -> ear.heard().isEmpty());
            tab.press("mute");
            await("heard again").atMost(LIMIT).until(() -> ear.heard().orElse(0) == PAGE_TONE);
            call.hangUp();
            tab.until("over", "document.body.dataset.state === 'over'", LIMIT);
            assertThat(tab.ask("callvault.call.reason")).isEqualTo("\"hung_up\"");
        }
    }

    @Test
    void theBrowserCallsJava() throws Exception {
        String room = room();
        try (JavaGuest java = java(room);
                Tab tab = page(room)) {
            tab.press("call");
            JavaCall call = java.next();
            call.accept();
            javaHearsAndSees();
            pageHearsAndSees(tab, JAVA_TONE, JAVA_CLOCK);
            tab.press("hangup");
            await().atMost(LIMIT).until(() -> call.end().equals(Optional.of(CallEnd.HUNG_UP)));
        }
    }

    @Test
    void whoSignsWithAnotherKeyIsNotTalkedTo() throws Exception {
        String room = room();
        try (Tab tab = page(room);
                JavaGuest java = java(room)) {
            java.pretend();
            JavaCall call = java.dial();
            tab.until("refused", "document.body.dataset.state === 'over'", LIMIT);
            assertThat(tab.ask("callvault.call.reason")).isEqualTo("\"not_authentic\"");
            assertThat(tab.ask("callvault.call.pc")).isEqualTo("null");
            await().atMost(LIMIT).until(() -> call.end().equals(Optional.of(CallEnd.NOT_AUTHENTIC)));
        }
    }
}
