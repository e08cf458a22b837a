package io.callvault.signaling.bot.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.CallId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.WireException;
import io.callvault.rtc.scripted.ScriptedEngine;
import io.callvault.signaling.testing.Person;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What ends a call with Echo that nobody ends; everything on the test's own thread, the clock is a number. */
class EchoCallTest {

    private static final EchoCall.Patience PATIENCE =
            new EchoCall.Patience(Duration.ofMinutes(10), Duration.ofSeconds(30));
    private static final long SECOND = 1_000_000_000L;

    private final ScriptedEngine engine = ScriptedEngine.on("echo", Runnable::run);
    private final Notes notes = new Notes();
    private final long begun = System.nanoTime();
    private final EchoCall call = begin();

    private EchoCall begin() {
        CallParty caller = new CallParty(Person.IDS.userId(), Person.IDS.deviceId());
        var invite = new CallSignal.Invite(true, "v=0\r\na=fingerprint:sha-256 AA:BB\r\n", 1);
        Frame.Call frame = new Frame.Call(
                new CallId(Person.IDS.next()),
                CallKind.INVITE.wireName(),
                Person.IDS.conversationId(),
                Optional.of(caller),
                Optional.empty(),
                0,
                CallSignalCodec.encode(invite),
                Bytes.copyOf(new byte[0]));
        var made = new EchoCall(notes, frame, caller, engine, List.of(), PATIENCE, begun);
        made.begin(invite);
        return made;
    }

    @Test
    void aCallInWhichNothingComesEndsAfterThirtySeconds() {
        call.look(begun + 29 * SECOND);
        assertThat(engine.open()).isEqualTo(1);
        call.look(begun + 31 * SECOND);
        assertThat(notes.last()).isEqualTo(new CallSignal.Hangup(CallEnd.CONNECTION_LOST));
        assertThat(engine.open()).isZero();
        assertThat(notes.over).containsExactly(call);
    }

    @Test
    void aCallEndsAfterTenMinutesHoweverAliveItIs() {
        call.look(begun + 601 * SECOND);
        assertThat(notes.last()).isEqualTo(new CallSignal.Hangup(CallEnd.HUNG_UP));
        assertThat(engine.open()).isZero();
        int said = notes.sent.size();
        call.look(begun + 700 * SECOND);
        call.hangUp(CallEnd.HUNG_UP, "again");
        assertThat(notes.sent).as("it ends once").hasSize(said);
    }

    private static final class Notes implements EchoCall.Desk {

        private final AgentSelf self =
                new AgentSelf(Person.IDS.userId(), Person.IDS.deviceId(), SigningKey.generate(new SecureRandom()));
        private final List<Frame.Call> sent = new ArrayList<>();
        private final List<EchoCall> over = new ArrayList<>();

        CallSignal last() {
            Frame.Call frame = sent.getLast();
            try {
                return CallSignalCodec.decode(CallKind.of(frame.kind()).orElseThrow(), frame.payload());
            } catch (WireException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public AgentSelf self() {
            return self;
        }

        @Override
        public void send(Frame.Call frame) {
            sent.add(frame);
        }

        @Override
        public long serverMillis() {
            return 1;
        }

        @Override
        public void execute(Runnable chore) {
            chore.run();
        }

        @Override
        public void over(EchoCall ended) {
            over.add(ended);
        }
    }
}
