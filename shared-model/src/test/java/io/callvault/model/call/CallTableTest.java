package io.callvault.model.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.DeviceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every pair of a state that can be reached and an event that can happen. */
class CallTableTest {

    static final DeviceId THEIRS = new DeviceId(new UUID(1, 1));
    private static final DeviceId ANOTHER = new DeviceId(new UUID(1, 2));

    /** A state, and the timers that run in it. */
    private record Place(CallState state, Set<CallTimer> timers) {}

    private static List<CallEvent> events() {
        List<CallEvent> all = new ArrayList<>(List.of(
                new CallEvent.Accept(),
                new CallEvent.Decline(),
                new CallEvent.HangUp(),
                new CallEvent.Closing(),
                new CallEvent.AnsweredElsewhere(),
                new CallEvent.Glare(),
                new CallEvent.Described(true),
                new CallEvent.Described(false),
                new CallEvent.PathUp(),
                new CallEvent.PathDown(),
                new CallEvent.PathFailed(),
                new CallEvent.MediaFailed(),
                new CallEvent.NotAuthentic(),
                new CallEvent.Refused(),
                new CallEvent.LinkBack(),
                new CallEvent.NetworkChanged()));
        for (DeviceId device : List.of(THEIRS, ANOTHER)) {
            all.addAll(List.of(
                    new CallEvent.Rings(device),
                    new CallEvent.Accepted(device),
                    new CallEvent.Answered(device),
                    new CallEvent.Offered(device),
                    new CallEvent.RestartWished(device),
                    new CallEvent.Declined(device),
                    new CallEvent.Busy(device),
                    new CallEvent.HungUp(Optional.of(device), CallEnd.HUNG_UP)));
        }
        for (CallEnd reason : CallEnd.values()) {
            all.add(new CallEvent.HungUp(Optional.empty(), reason));
        }
        return all;
    }

    private static Place after(Place place, CallEvent event) {
        CallTable.Step step = CallTable.step(place.state(), event);
        Set<CallTimer> timers = EnumSet.noneOf(CallTimer.class);
        timers.addAll(place.timers());
        if (event instanceof CallEvent.TimedOut(CallTimer timer)) {
            timers.remove(timer);
        }
        for (CallEffect effect : step.effects()) {
            switch (effect) {
                case CallEffect.StartTimer(CallTimer timer) -> timers.add(timer);
                case CallEffect.StopTimer(CallTimer timer) -> timers.remove(timer);
                case CallEffect.Finish ignored -> timers.clear();
                default -> assertThat(effect).isNotNull();
            }
        }
        check(place, event, step);
        return new Place(step.state(), timers);
    }

    /** What holds for every step. */
    private static void check(Place from, CallEvent event, CallTable.Step step) {
        String what = from + " on " + event + ": " + step;
        List<CallEffect> effects = step.effects();
        long finishes =
                effects.stream().filter(CallEffect.Finish.class::isInstance).count();
        boolean ends = step.state().over() && !from.state().over();
        assertThat(finishes).as(what).isEqualTo(ends ? 1 : 0);
        assertThat(step.state().end().isPresent())
                .as(what)
                .isEqualTo(step.state().over());
        if (ends) {
            assertThat(effects.getLast())
                    .as(what)
                    .isEqualTo(new CallEffect.Finish(step.state().end().orElseThrow()));
        }
        if (from.state().over()) {
            assertThat(effects).as(what).isEmpty();
            assertThat(step.state()).as(what).isEqualTo(from.state());
        }
        assertThat(step.state().outgoing()).as(what).isEqualTo(from.state().outgoing());
        boolean leavesBeforeAccept = effects.stream()
                .anyMatch(effect -> effect instanceof CallEffect.SendCandidates
                        || effect instanceof CallEffect.MakeAnswer
                        || effect instanceof CallEffect.OpenSound);
        if (!from.state().outgoing() && step.state().phase() == CallPhase.RINGING_HERE) {
            assertThat(leavesBeforeAccept)
                    .as("no address leaves before accept: %s", what)
                    .isFalse();
        }
        if (effects.contains(new CallEffect.OpenSound())) {
            assertThat(event).as(what).isInstanceOf(CallEvent.PathUp.class);
        }
    }

    private static Set<Place> reachable() {
        Set<Place> seen = new LinkedHashSet<>();
        Deque<Place> open = new ArrayDeque<>();
        for (CallState start : List.of(CallState.dialed(), CallState.invited(THEIRS))) {
            open.add(after(new Place(start, Set.of()), new CallEvent.Begin()));
        }
        while (!open.isEmpty()) {
            Place place = open.poll();
            if (seen.add(place)) {
                events().forEach(event -> open.add(after(place, event)));
                place.timers().forEach(timer -> open.add(after(place, new CallEvent.TimedOut(timer))));
            }
        }
        return seen;
    }

    @Test
    void everyStateHasAWayOutThatNeedsNobody() {
        Set<Place> all = reachable();
        assertThat(all.stream().map(place -> place.state().phase()).distinct()).contains(CallPhase.values());
        for (Place place : all) {
            assertThat(place.timers())
                    .as("%s", place)
                    .containsAll(
                            switch (place.state().phase()) {
                                case DIALING, CALLING, RINGING_THERE, RINGING_HERE -> List.of(CallTimer.RING);
                                case CONNECTING -> List.of(CallTimer.CONNECT, CallTimer.RETRY);
                                case RECONNECTING -> List.of(CallTimer.LOST, CallTimer.RETRY);
                                case CONNECTED, ENDED -> List.of();
                            });
        }
        System.out.println("states and their timers: " + all.size() + ", events: " + events().size());
    }

    @Test
    void hangingUpEndsItInEveryState() {
        for (Place place : reachable()) {
            assertThat(after(place, new CallEvent.HangUp()).state().over())
                    .as("%s", place)
                    .isTrue();
            assertThat(after(place, new CallEvent.Closing()).state().over())
                    .as("%s", place)
                    .isTrue();
            assertThat(after(place, new CallEvent.NotAuthentic()).state().over())
                    .as("%s", place)
                    .isTrue();
        }
    }

    @Test
    void timersThatWereStoppedHaveNoEffect() {
        for (Place place : reachable()) {
            for (CallTimer timer : CallTimer.values()) {
                if (!place.timers().contains(timer) && timer != CallTimer.PATIENCE) {
                    assertThat(CallTable.step(place.state(), new CallEvent.TimedOut(timer)))
                            .as("%s, %s", place, timer)
                            .isEqualTo(new CallTable.Step(place.state(), List.of()));
                }
            }
        }
    }

    @Test
    void aServerThatForgotACallDoesNotEndOneThatHasAPath() {
        Place talking = new Place(
                new CallState(true, CallPhase.CONNECTED, Optional.of(THEIRS), false, Optional.empty()), Set.of());
        CallEvent forgotten = new CallEvent.HungUp(Optional.empty(), CallEnd.UNAVAILABLE);
        assertThat(after(talking, forgotten)).isEqualTo(talking);
        assertThat(after(talking, new CallEvent.HungUp(Optional.of(THEIRS), CallEnd.HUNG_UP))
                        .state()
                        .end())
                .contains(CallEnd.HUNG_UP);
        assertThat(after(talking, new CallEvent.HungUp(Optional.of(ANOTHER), CallEnd.HUNG_UP)))
                .isEqualTo(talking);
    }

    @Test
    void onlyTheDeviceThatAcceptedSpeaksForTheOtherSide() {
        CallState taken = new CallState(true, CallPhase.CONNECTING, Optional.of(THEIRS), true, Optional.empty());
        for (CallEvent event : List.of(
                new CallEvent.Answered(ANOTHER),
                new CallEvent.Accepted(ANOTHER),
                new CallEvent.Declined(ANOTHER),
                new CallEvent.Busy(ANOTHER),
                new CallEvent.Rings(ANOTHER),
                new CallEvent.RestartWished(ANOTHER))) {
            assertThat(CallTable.step(taken, event)).isEqualTo(new CallTable.Step(taken, List.of()));
        }
        assertThat(CallTable.step(taken, new CallEvent.Answered(THEIRS)).effects())
                .contains(new CallEffect.TakeAnswer());
    }
}
