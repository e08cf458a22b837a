package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.call.CallMedia;
import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallView;
import io.callvault.model.call.CallEnd;
import io.callvault.rtc.AudioInput;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import io.callvault.rtc.Peer;
import io.callvault.rtc.PeerListener;
import io.callvault.rtc.PeerPlan;
import io.callvault.rtc.VideoInput;
import io.callvault.rtc.synthetic.ClockPicture;
import io.callvault.rtc.synthetic.ClockReader;
import io.callvault.rtc.synthetic.Tone;
import io.callvault.rtc.synthetic.ToneDetector;
import io.callvault.rtc.webrtc.CallEngines;
import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two whole clients, the real backend and the real engine without devices: what one says and shows arrives at the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealCallsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CALLS = 20;

    private SignalingServer server;
    private Talker ann;
    private Talker ben;

    @BeforeAll
    void start(@TempDir Path folder) throws ServerStartException, ProfileException {
        server = SignalingServer.start(ServerConfig.in(folder.resolve("server")).withLimits(RateLimits.off()));
        ann = new Talker(folder.resolve("ann"), server.uri(), 1, 440);
        ben = new Talker(folder.resolve("ben"), server.uri(), 2, 1_320);
        ann.client.signUp("ann");
        ben.client.signUp("ben");
        ann.client.befriend(ben.client);
    }

    @AfterAll
    void stop() {
        ben.client.close();
        ann.client.close();
        server.close();
    }

    @Test
    void theyHearAndSeeEachOtherUntilOneHangsUp() throws Exception {
        ClockReader benSees = new ClockReader();
        ClockReader annSees = new ClockReader();
        connect(true);
        try (AutoCloseable _ = ben.calls().showRemote(ben.view().callId(), benSees);
                AutoCloseable _ = ann.calls().showRemote(ann.view().callId(), annSees)) {
            heard(ben, 440);
            heard(ann, 1_320);
            seen(benSees, 1);
            seen(annSees, 2);
            ann.calls().mute(ann.view().callId(), true);
            await().atMost(PATIENCE).until(() -> ben.ears.dbfs() < -60);
            ann.calls().mute(ann.view().callId(), false);
            heard(ben, 440);
            ann.calls().share(ann.view().callId(), Optional.of("screen"));
            seen(benSees, 11);
            ann.calls().share(ann.view().callId(), Optional.empty());
            seen(benSees, 1);
            ann.calls().camera(ann.view().callId(), false);
            ben.until(view -> !view.other().camera());
            long pictures = benSees.pictures();
            ann.until(view -> view.quality().bars() > 0);
            assertThat(ann.calls().stats(ann.view().callId())).isNotEmpty();
            await().atMost(PATIENCE)
                    .until(() -> ann.calls()
                                    .stats(ann.view().callId())
                                    .getLast()
                                    .videoOut()
                                    .fps()
                            == 0);
            assertThat(benSees.pictures()).isGreaterThanOrEqualTo(pictures);
        }
        ben.calls().hangUp(ben.view().callId());
        ann.until(view -> view.end().equals(Optional.of(CallEnd.HUNG_UP)));
        ann.client.until(() -> !TestClient.done(ann.calls().history(1)).isEmpty());
    }

    @Test
    void twentyCallsInARow() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            millis.add(connect(false));
            Talker who = i % 2 == 0 ? ann : ben;
            who.calls().hangUp(who.view().callId());
            ann.until(view -> view.end().isPresent());
            ben.until(view -> view.end().isPresent());
        }
        millis.sort(Long::compare);
        System.out.printf("FIGURE 20 calls: from accept to connected, median %d ms%n", millis.get(CALLS / 2));
        assertThat(millis).hasSize(CALLS);
    }

    /** Milliseconds from accept to the callers' connected. */
    private long connect(boolean video) {
        ann.calls().call(ann.client.with("ben"), video);
        ben.until(view -> view.phase() == CallView.Phase.RINGING);
        ann.until(view -> view.phase() == CallView.Phase.RINGING);
        long begin = System.nanoTime();
        ben.calls().accept(ben.view().callId(), video);
        ann.until(view -> view.phase() == CallView.Phase.CONNECTED);
        long took = (System.nanoTime() - begin) / 1_000_000;
        ben.until(view -> view.phase() == CallView.Phase.CONNECTED);
        return took;
    }

    private static void heard(Talker who, double hertz) {
        await().atMost(PATIENCE).until(() -> who.ears.heard().equals(OptionalDouble.of(hertz)));
    }

    private static void seen(ClockReader reader, int sender) {
        await().atMost(PATIENCE)
                .until(() -> reader.last().map(ClockReader.Reading::sender).equals(Optional.of(sender)));
    }

    /** A client whose microphone is a tone and whose camera is a clock. */
    private static final class Talker {

        private final TestClient client;
        private volatile ToneDetector ears = new ToneDetector(440, 1_320);

        Talker(Path profile, URI server, int sender, double hertz) throws ProfileException {
            client = new TestClient(
                    profile,
                    server,
                    ClientCore.Environment.real()
                            .withMedia(new CallMedia(
                                    () -> listening(CallEngines.open(CallEngines.Options.HEADLESS)),
                                    id -> new AudioInput.Generated(new Tone(hertz)),
                                    id -> clock(sender),
                                    id -> clock(sender + 10))));
        }

        private static VideoInput clock(int sender) {
            return new VideoInput.Generated(
                    new ClockPicture(new VideoInput.Format(320, 240, 15), sender, System::currentTimeMillis));
        }

        CallService calls() {
            return client.core().calls();
        }

        CallView view() {
            return calls().current().orElseThrow();
        }

        void until(Predicate<CallView> condition) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(calls().current()).get().matches(condition));
        }

        /** The engine, with an ear at each of its peers. */
        private CallEngine listening(CallEngine engine) {
            return new CallEngine() {
                @Override
                public Availability availability() {
                    return engine.availability();
                }

                @Override
                public Peer open(PeerPlan plan, PeerListener listener) {
                    Peer peer = engine.open(plan, listener);
                    ears = new ToneDetector(440, 1_320);
                    peer.hearRemote(ears);
                    return peer;
                }

                @Override
                public Devices devices() {
                    return engine.devices();
                }

                @Override
                public void close() {
                    engine.close();
                }
            };
        }
    }
}
