package io.callvault.signaling.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.call.CallParty;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What waits for a device is bounded, in order, and makes room for the end of a call. */
class CallMailTest {

    private final CallMail mail = new CallMail();

    private static CallParty device(long number) {
        return new CallParty(new UserId(new UUID(0x7000, number)), new DeviceId(new UUID(0x7000, number)));
    }

    private static Frame.Call frame(long call, String kind, String payload) {
        return new Frame.Call(
                new CallId(new UUID(0x7000, call)),
                kind,
                new ConversationId(new UUID(0x7000, 1)),
                Optional.empty(),
                Optional.empty(),
                0,
                payload,
                Bytes.copyOf(new byte[0]));
    }

    @Test
    void itKeepsTheOrderAndGivesEverythingOnce() {
        mail.keep(device(1), frame(1, "accept", "{}"), 0);
        mail.keep(device(1), frame(1, "answer", "{}"), 1);
        mail.keep(device(2), frame(1, "ice", "{}"), 2);
        assertThat(mail.take(device(1), 3)).extracting(Frame.Call::kind).containsExactly("accept", "answer");
        assertThat(mail.take(device(1), 3)).isEmpty();
    }

    @Test
    void whatIsTooOldIsForgotten() {
        mail.keep(device(1), frame(1, "ice", "{}"), 0);
        assertThat(mail.take(device(1), CallMail.LIFE_MS)).isEmpty();
    }

    @Test
    void aFullBoxTakesTheEndOfItsCallAndNothingElse() {
        for (int i = 0; i < CallQueue.MOST_FRAMES; i++) {
            assertThat(mail.keep(device(1), frame(1 + i % 2, "ice", "{}"), 0)).isTrue();
        }
        assertThat(mail.keep(device(1), frame(1, "ice", "{}"), 0)).isFalse();
        assertThat(mail.keep(device(1), frame(2, "hangup", "{}"), 0)).isTrue();
        assertThat(mail.take(device(1), 1))
                .hasSize(CallQueue.MOST_FRAMES / 2 + 1)
                .filteredOn(kept -> kept.callId().value().getLeastSignificantBits() == 2)
                .extracting(Frame.Call::kind)
                .containsExactly("hangup");
    }

    @Test
    void charactersAreBoundedInOneBoxAndInAll() {
        String large = "x".repeat(40_000);
        int inOne = 0;
        while (mail.keep(device(0), frame(1, "ice", large), 0)) {
            inOne++;
        }
        assertThat(inOne * large.length()).isBetween(CallQueue.MOST_CHARS - large.length(), CallQueue.MOST_CHARS);
        int boxes = 1;
        while (mail.keep(device(boxes), frame(1, "ice", large), 0) && boxes < 1_000) {
            while (mail.keep(device(boxes), frame(1, "ice", large), 0)) {}
            boxes++;
        }
        assertThat(boxes).isBetween(30, 40);
        mail.purge(CallMail.LIFE_MS);
        assertThat(mail.keep(device(5_000), frame(1, "ice", large), CallMail.LIFE_MS))
                .isTrue();
    }

    @Test
    void aCallThatIsToldAgainRingsOnce() {
        CallQueue queue = new CallQueue();
        queue.add(frame(1, "invite", "{}"));
        queue.add(frame(1, "invite", "{}"));
        assertThat(queue.drain()).hasSize(1);
        assertThat(queue.chars()).isZero();
    }
}
