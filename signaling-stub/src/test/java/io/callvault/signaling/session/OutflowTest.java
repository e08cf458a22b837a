package io.callvault.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Events leave in order and without a gap, whatever the client and the socket do. */
class OutflowTest {

    private static final EventBody BODY = new EventBody.AccountChanged(
            new EventBody.Profile(new UserId(new UUID(1, 1)), "ada", "Ada", Bytes.copyOf(new byte[32]), List.of()));

    private final List<Frame> written = new ArrayList<>();
    private final List<long[]> loads = new ArrayList<>();
    private boolean writable = true;
    private final Outflow outflow = new Outflow(new Outflow.Port() {
        @Override
        public boolean writable() {
            return writable;
        }

        @Override
        public void write(Frame frame) {
            written.add(frame);
        }

        @Override
        public void load(long since, long to) {
            loads.add(new long[] {since, to});
        }
    });

    @Test
    void newEventsPassStraightThrough() {
        outflow.start(5, 5, false);
        news(6, 8);
        assertThat(evs()).containsExactly(6L, 7L, 8L);
        assertThat(loads).isEmpty();
    }

    @Test
    void whatWasMissedIsLoadedAndNewsWaitForIt() {
        outflow.start(2, 5, false);
        assertThat(loads).singleElement().isEqualTo(new long[] {2, 5});
        news(6, 6);
        outflow.loaded(events(3, 5));
        outflow.loaded(events(6, 6));
        assertThat(evs()).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void callsGoBeforeEventsAndAlsoWhileThoseStandStill() {
        outflow.start(0, 0, false);
        writable = false;
        news(1, 3);
        assertThat(outflow.call(call("accept"))).isTrue();
        assertThat(outflow.call(call("answer"))).isTrue();
        writable = true;
        outflow.pump();
        assertThat(written)
                .extracting(frame -> frame instanceof Frame.Call call ? call.kind() : "event")
                .containsExactly("accept", "answer", "event", "event", "event");
        outflow.poke();
        outflow.call(call("ice"));
        outflow.pump();
        assertThat(written.getLast()).isInstanceOf(Frame.Call.class);
    }

    @Test
    void callsThatNobodyTakesAreBoundedAndTheEndOfOneAlwaysFits() {
        outflow.start(0, 0, false);
        writable = false;
        int taken = 0;
        while (outflow.call(call("ice"))) {
            taken++;
        }
        assertThat(taken).isEqualTo(Limits.MAX_QUEUED_FRAMES);
        assertThat(outflow.call(call("hangup"))).isTrue();
        assertThat(outflow.takeCalls()).extracting(Frame.Call::kind).containsExactly("hangup");
        assertThat(outflow.callsWait()).isFalse();
    }

    private static Frame.Call call(String kind) {
        return new Frame.Call(
                new CallId(new UUID(0x7000, 1)),
                kind,
                new ConversationId(new UUID(0x7000, 2)),
                Optional.empty(),
                Optional.empty(),
                0,
                "{}",
                Bytes.copyOf(new byte[0]));
    }

    @Test
    void aHundredWaitForConfirmation() {
        outflow.start(0, 0, false);
        news(1, 150);
        assertThat(evs()).hasSize(100);
        assertThat(outflow.stuck()).isTrue();
        outflow.acked(30);
        assertThat(evs()).hasSize(130);
        outflow.acked(130);
        assertThat(evs()).hasSize(150);
        assertThat(outflow.stuck()).isFalse();
    }

    @Test
    void tooFarBehindIsPokedOnceAndGoesOnAfterTheHeadOfThePoke() {
        outflow.start(0, 0, false);
        news(1, 400);
        assertThat(pokes()).containsExactly(357L);
        outflow.acked(356);
        assertThat(evs()).hasSize(100);
        outflow.acked(400);
        news(401, 401);
        assertThat(evs().getLast()).isEqualTo(401);
        assertThat(evs()).hasSize(101);
        assertThat(pokes()).hasSize(1);
    }

    @Test
    void aLongAbsenceIsPokedAtOnce() {
        outflow.start(10, 1_000, false);
        assertThat(pokes()).containsExactly(1_000L);
        assertThat(loads).isEmpty();
    }

    @Test
    void resyncPushesNothingUntilTheSnapshotIsConfirmed() {
        outflow.start(7_000, 40, true);
        news(41, 42);
        assertThat(written).isEmpty();
        outflow.acked(40);
        outflow.loaded(events(41, 42));
        assertThat(evs()).containsExactly(41L, 42L);
    }

    @Test
    void aFullSocketIsNotFilledFurther() {
        outflow.start(0, 0, false);
        writable = false;
        news(1, 3);
        assertThat(written).isEmpty();
        writable = true;
        outflow.pump();
        assertThat(evs()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whileNobodyListensNothingIsQueuedAndThenItGoesOnAfterTheCursor() {
        outflow.start(0, 0, false);
        news(1, 5);
        outflow.park();
        news(6, 300);
        assertThat(outflow.depth()).isZero();
        assertThat(evs()).hasSize(5);
        outflow.unpark(Optional.of(298L));
        assertThat(loads).singleElement().isEqualTo(new long[] {298, 300});
        outflow.loaded(events(299, 300));
        assertThat(evs()).endsWith(299L, 300L).hasSize(7);
        assertThat(pokes()).isEmpty();
    }

    @Test
    void withoutACursorItGoesOnAfterWhatWasConfirmed() {
        outflow.start(0, 0, false);
        news(1, 5);
        outflow.acked(3);
        outflow.park();
        outflow.unpark(Optional.empty());
        outflow.loaded(events(4, 5));
        assertThat(evs()).containsExactly(1L, 2L, 3L, 4L, 5L, 4L, 5L);
    }

    @Test
    void aSnapshotIsStillAwaitedAfterAPark() {
        outflow.start(9_000, 40, true);
        outflow.park();
        outflow.unpark(Optional.empty());
        news(41, 41);
        assertThat(written).isEmpty();
        outflow.acked(41);
        news(42, 42);
        assertThat(evs()).containsExactly(42L);
    }

    @Test
    void whatIsReadLateForAListenerThatLeftGoesNowhere() {
        outflow.start(2, 5, false);
        outflow.park();
        outflow.loaded(events(3, 5));
        assertThat(written).isEmpty();
        assertThat(outflow.depth()).isZero();
    }

    @Test
    void anyMixtureKeepsTheOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        outflow.start(0, 0, false);
        long head = 0;
        for (int step = 0; step < 5_000; step++) {
            switch (random.nextInt(4)) {
                case 0 -> outflow.news(event(++head));
                case 1 -> writable = random.nextBoolean();
                case 2 -> outflow.acked(evs().isEmpty() ? 0 : evs().getLast());
                default -> outflow.pump();
            }
            assertThat(outflow.depth()).isLessThanOrEqualTo(Limits.MAX_QUEUED_FRAMES);
            while (!loads.isEmpty()) {
                long[] load = loads.removeFirst();
                outflow.loaded(events(load[0] + 1, load[1]));
            }
        }
        writable = true;
        outflow.acked(head);
        List<Long> evs = evs();
        assertThat(evs).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
        if (pokes().isEmpty()) {
            assertThat(evs)
                    .isEqualTo(LongStream.rangeClosed(1, evs.size()).boxed().toList());
        }
    }

    private void news(long from, long to) {
        events(from, to).forEach(outflow::news);
    }

    private static List<Frame.Event> events(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(OutflowTest::event).toList();
    }

    private static Frame.Event event(long ev) {
        return new Frame.Event(ev, new EventId(new UUID(7, ev)), BODY);
    }

    private List<Long> evs() {
        return written.stream()
                .filter(Frame.Event.class::isInstance)
                .map(frame -> ((Frame.Event) frame).ev())
                .toList();
    }

    private List<Long> pokes() {
        return written.stream()
                .filter(Frame.Poke.class::isInstance)
                .map(frame -> ((Frame.Poke) frame).headEv())
                .toList();
    }
}
