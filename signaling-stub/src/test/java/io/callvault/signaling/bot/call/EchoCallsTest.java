package io.callvault.signaling.bot.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.WireException;
import io.callvault.rtc.guard.Fingerprints;
import io.callvault.rtc.scripted.ScriptedEngine;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.ServerStartException;
import io.callvault.signaling.server.SignalingServer;
import io.callvault.signaling.testing.Caller;
import io.callvault.signaling.testing.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ada calls Echo through the real server; the media are scripted. */
class EchoCallsTest {

    private static final String OFFER = "v=0\r\na=fingerprint:sha-256 AA:BB\r\na=ice-ufrag:ada\r\n";

    private final ScriptedEngine engine = ScriptedEngine.threaded("echo");

    @TempDir
    private Path data;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        engine.close();
    }

    private SignalingServer start(EchoMedia media) throws ServerStartException {
        SignalingServer server = SignalingServer.start(ServerConfig.in(data).withEchoMedia(media));
        open.add(server);
        return server;
    }

    private static Caller caller(Person ada) {
        return Caller.of(ada.connect(), ada, new CallId(Person.IDS.next()), ada.echo());
    }

    private static CallSignal.Invite invite() {
        return new CallSignal.Invite(true, OFFER, System.currentTimeMillis());
    }

    private static CallSignal signal(Frame.Call frame) {
        try {
            return CallSignalCodec.decode(CallKind.of(frame.kind()).orElseThrow(), frame.payload());
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void withoutMediaEchoDeclinesAtOnce() throws Exception {
        SignalingServer server = start(new EchoMedia.None());
        Caller caller = caller(Person.signUp(server.uri(), "ada"));
        long before = System.nanoTime();
        caller.say(invite());
        assertThat(signal(caller.hear(CallKind.HANGUP))).isEqualTo(new CallSignal.Hangup(CallEnd.UNAVAILABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void echoTakesTheCallAndSignsItsAnswer() throws Exception {
        SignalingServer server = start(new EchoMedia.Here(engine));
        Person ada = Person.signUp(server.uri(), "ada");
        Caller caller = caller(ada);
        caller.say(invite());
        caller.hear(CallKind.RINGING);
        assertThat(signal(caller.hear(CallKind.ACCEPT))).isEqualTo(new CallSignal.Accept(true));
        Frame.Call frame = caller.hear(CallKind.ANSWER);
        CallSignal.Answer answer = (CallSignal.Answer) signal(frame);
        CallParty echo = frame.from().orElseThrow();
        EventBody.Profile profile = ada.snapshot().contacts().getFirst().profile();
        EventBody.Device device = profile.devices().stream()
                .filter(one -> one.deviceId().equals(echo.deviceId()))
                .findFirst()
                .orElseThrow();
        byte[] certificate = Proofs.deviceCertificate(
                profile.userId(), device.deviceId(), new VerifyKey(device.deviceKey()), device.createdMs());
        assertThat(new VerifyKey(profile.identityKey()).verify(certificate, device.certificate()))
                .isTrue();
        byte[] proof = Proofs.call(
                caller.call(),
                caller.conversation(),
                new Proofs.Signer(echo.userId(), echo.deviceId()),
                ada.user,
                Proofs.CallRole.ANSWER,
                answer.timestampMs(),
                Fingerprints.of(answer.sdp()));
        assertThat(new VerifyKey(device.deviceKey()).verify(proof, frame.sig())).isTrue();
        assertThat(answer.timestampMs()).isCloseTo(System.currentTimeMillis(), within(60_000L));
    }

    @Test
    void aRestartIsAnsweredAgainAndAHangupEndsIt() throws Exception {
        SignalingServer server = start(new EchoMedia.Here(engine));
        Caller caller = caller(Person.signUp(server.uri(), "ada"));
        caller.say(invite());
        caller.hear(CallKind.ANSWER);
        caller.say(new CallSignal.Restart(OFFER, System.currentTimeMillis()));
        caller.hear(CallKind.ANSWER);
        assertThat(engine.open()).isEqualTo(1);
        caller.say(Caller.hangup(CallEnd.HUNG_UP));
        await().until(() -> engine.open() == 0);
    }

    @Test
    void whoCallsBeyondTheBoundHearsBusyAndLaterIsTaken() throws Exception {
        SignalingServer server = start(new EchoMedia.Here(engine));
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Caller caller = caller(Person.signUp(server.uri(), "ada" + i));
            caller.say(invite());
            caller.hear(CallKind.ANSWER);
            callers.add(caller);
        }
        Person late = Person.signUp(server.uri(), "late");
        Caller refused = caller(late);
        refused.say(invite());
        refused.hear(CallKind.BUSY);
        callers.getFirst().say(Caller.hangup(CallEnd.HUNG_UP));
        await().until(() -> engine.open() == 3);
        Caller taken = Caller.of(refused.talk(), late, new CallId(Person.IDS.next()), refused.conversation());
        taken.say(invite());
        taken.hear(CallKind.ANSWER);
    }

    @Test
    void aDescriptionThatCannotBeUsedEndsTheCallWithAReason() throws Exception {
        SignalingServer server = start(new EchoMedia.Here(engine));
        Caller caller = caller(Person.signUp(server.uri(), "ada"));
        caller.say(new CallSignal.Invite(true, "v=0\r\na=fingerprint:%n%s%n", 1));
        assertThat(signal(caller.hear(CallKind.HANGUP))).isEqualTo(new CallSignal.Hangup(CallEnd.REFUSED));
        await().until(() -> engine.open() == 0);
    }

    @Test
    void theDeviceStaysTheSameAfterARestart() throws Exception {
        SignalingServer before = SignalingServer.start(ServerConfig.in(data));
        Person ada = Person.signUp(before.uri(), "ada");
        List<EventBody.Device> devices =
                ada.snapshot().contacts().getFirst().profile().devices();
        ConversationId conversation = ada.echo();
        before.close();
        SignalingServer after = SignalingServer.start(
                ServerConfig.in(data).withPort(before.port()).withEchoMedia(new EchoMedia.Here(engine)));
        open.add(after);
        assertThat(ada.snapshot().contacts().getFirst().profile().devices()).isEqualTo(devices);
        Caller caller = Caller.of(ada.connect(), ada, new CallId(Person.IDS.next()), conversation);
        caller.say(invite());
        caller.hear(CallKind.ANSWER);
    }
}
