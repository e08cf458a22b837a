package io.callvault.model.call;

import io.callvault.model.id.DeviceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A small world in virtual time: Ann's device, Ben's two, a server as docs/calls.md has it, wires, and media that may fail. */
final class CallWorld {

    /** A frame. */
    private record Signal(String call, CallKind kind, boolean byServer, Device from, CallEnd reason, boolean wish) {}

    private record Due(long atMs, long number, Runnable task) {}

    /** A call on a device, as a test sees it. */
    record Seen(String device, String call, boolean talks) {}

    private final Random random;
    private final int lossPercent;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMs).thenComparingLong(Due::number));
    private final List<Device> devices;
    private final Map<String, ServerCall> calls = new LinkedHashMap<>();
    private final Map<String, Set<String>> verdicts = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<CallEnd, Integer> ends = new EnumMap<>(CallEnd.class);
    private final Set<String> talked = new TreeSet<>();
    private long nowMs;
    private long number;
    private int ids;

    CallWorld(long seed, int lossPercent) {
        random = new Random(seed * 1_000_003 + lossPercent);
        this.lossPercent = lossPercent;
        devices = List.of(new Device("ann", 1), new Device("ben", 2), new Device("ben", 3));
    }

    private void in(long ms, Runnable task) {
        queue.add(new Due(nowMs + ms, number++, task));
    }

    void run(long untilMs) {
        while (!queue.isEmpty() && queue.peek().atMs() <= untilMs) {
            Due due = queue.poll();
            nowMs = due.atMs();
            due.task().run();
        }
        nowMs = untilMs;
    }

    void randomActions(long withinMs) {
        for (int i = 0; i < 12; i++) {
            Device device = devices.get(random.nextInt(devices.size()));
            int what = random.nextInt(8);
            in(random.nextLong(withinMs), () -> {
                switch (what) {
                    case 0, 1, 2 -> device.dial();
                    case 3 -> device.feed(new CallEvent.HangUp());
                    case 4 -> device.feed(new CallEvent.Decline());
                    case 5 -> device.feed(new CallEvent.NetworkChanged());
                    case 6 -> device.cut();
                    default -> device.feed(new CallEvent.PathFailed());
                }
            });
        }
    }

    void bothDial() {
        in(random.nextInt(5), devices.get(0)::dial);
        in(random.nextInt(5), devices.get(1)::dial);
    }

    void everybodyHangsUp() {
        devices.forEach(device -> device.feed(new CallEvent.HangUp()));
    }

    List<Seen> living() {
        return devices.stream()
                .filter(device -> device.alive())
                .map(device -> new Seen(
                        device.name, device.call, device.state.orElseThrow().phase() == CallPhase.CONNECTED))
                .toList();
    }

    List<String> faults() {
        return faults;
    }

    int talked() {
        return talked.size();
    }

    int ends(CallEnd end) {
        return ends.getOrDefault(end, 0);
    }

    /** Calls that the two who took part in them call by different ends. */
    List<String> disagreements() {
        return verdicts.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Object::toString)
                .toList();
    }

    // The server.

    private final class ServerCall {
        private final Device caller;
        private Optional<Device> answerer = Optional.empty();
        private boolean over;

        ServerCall(Device caller) {
            this.caller = caller;
        }

        List<Device> called() {
            return devices.stream().filter(d -> !d.user.equals(caller.user)).toList();
        }

        boolean rings() {
            return !over && answerer.isEmpty();
        }
    }

    private void toServer(Signal signal) {
        wire(() -> serve(signal));
    }

    /** Loses, doubles and swaps. */
    private void wire(Runnable delivery) {
        int copies = random.nextInt(100) < lossPercent ? 0 : random.nextInt(100) < lossPercent ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            in(lossPercent == 0 ? 10 : 1 + random.nextInt(200), delivery);
        }
    }

    private void tell(Device to, Signal signal) {
        wire(() -> to.hear(signal));
    }

    private void say(Device to, String call, CallKind kind, CallEnd reason) {
        tell(to, new Signal(call, kind, true, to, reason, false));
    }

    private void serve(Signal signal) {
        ServerCall call = calls.get(signal.call());
        Device from = signal.from();
        if (call == null && signal.kind() == CallKind.INVITE) {
            ServerCall fresh = new ServerCall(from);
            calls.put(signal.call(), fresh);
            fresh.called().forEach(device -> tell(device, signal));
            in(60_000, () -> {
                if (fresh.rings()) {
                    fresh.over = true;
                    fresh.called().forEach(d -> say(d, signal.call(), CallKind.HANGUP, CallEnd.TIMEOUT));
                    say(from, signal.call(), CallKind.HANGUP, CallEnd.TIMEOUT);
                }
            });
            return;
        }
        if (call == null || call.over) {
            if (signal.kind() != CallKind.HANGUP && signal.kind() != CallKind.INVITE) {
                say(from, signal.call(), CallKind.HANGUP, CallEnd.UNAVAILABLE);
            }
            return;
        }
        boolean byCaller = from == call.caller;
        if (call.rings()) {
            ringing(call, signal, byCaller);
        } else if (byCaller || from == call.answerer.orElseThrow()) {
            Device to = byCaller ? call.answerer.orElseThrow() : call.caller;
            call.over = signal.kind() == CallKind.HANGUP;
            if (signal.kind() != CallKind.INVITE && signal.kind() != CallKind.RINGING) {
                tell(to, signal);
            }
        } else if (signal.kind() == CallKind.ACCEPT) {
            say(from, signal.call(), CallKind.ANSWERED_ELSEWHERE, CallEnd.OTHER);
        }
    }

    private void ringing(ServerCall call, Signal signal, boolean byCaller) {
        if (byCaller) {
            if (signal.kind() == CallKind.HANGUP) {
                call.over = true;
                call.called().forEach(device -> tell(device, signal));
            }
            return;
        }
        switch (signal.kind()) {
            case RINGING -> tell(call.caller, signal);
            case ACCEPT -> {
                call.answerer = Optional.of(signal.from());
                tell(call.caller, signal);
                elsewhere(call, signal);
            }
            case DECLINE, BUSY, HANGUP -> {
                call.over = true;
                tell(call.caller, signal);
                elsewhere(call, signal);
            }
            default -> {}
        }
    }

    private void elsewhere(ServerCall call, Signal signal) {
        call.called().stream()
                .filter(device -> device != signal.from())
                .forEach(device -> say(device, signal.call(), CallKind.ANSWERED_ELSEWHERE, CallEnd.OTHER));
    }

    // A device: what the call service does, in small.

    private final class Device {
        private final String user;
        private final String name;
        private final DeviceId id;
        private final Map<String, CallEnd> ended = new HashMap<>();
        private final Map<CallTimer, Long> timers = new EnumMap<>(CallTimer.class);
        private Optional<CallState> state = Optional.empty();
        private String call = "";
        private boolean answered;
        private boolean restarted;

        Device(String user, int n) {
            this.user = user;
            this.name = user + n;
            this.id = new DeviceId(new UUID(7, n));
        }

        boolean alive() {
            return state.isPresent() && !state.get().over();
        }

        void dial() {
            if (!alive()) {
                begin(String.format("call-%04d", ids++), CallState.dialed());
            }
        }

        private void begin(String id, CallState start) {
            call = id;
            state = Optional.of(start);
            answered = false;
            restarted = false;
            timers.clear();
            feed(new CallEvent.Begin());
        }

        /** The connection breaks and comes back. */
        void cut() {
            in(500, () -> {
                calls.forEach((id, running) -> {
                    if (running.rings() && !running.caller.user.equals(user)) {
                        tell(this, new Signal(id, CallKind.INVITE, false, running.caller, CallEnd.OTHER, false));
                    }
                });
                feed(new CallEvent.LinkBack());
            });
        }

        void feed(CallEvent event) {
            if (!alive()) {
                return;
            }
            CallTable.Step step = CallTable.step(state.orElseThrow(), event);
            state = Optional.of(step.state());
            step.effects().forEach(this::carryOut);
        }

        private void carryOut(CallEffect effect) {
            switch (effect) {
                case CallEffect.MakeOffer ignored -> engine(new CallEvent.Described(true));
                case CallEffect.MakeAnswer ignored -> {
                    answered = true;
                    engine(new CallEvent.Described(false));
                }
                case CallEffect.TakeAnswer ignored -> media();
                case CallEffect.Send(CallKind kind) -> {
                    restarted |= kind == CallKind.RESTART;
                    send(kind, CallEnd.OTHER, false);
                }
                case CallEffect.WishRestart ignored -> send(CallKind.RESTART, CallEnd.OTHER, true);
                case CallEffect.SendHangup(CallEnd reason) -> send(CallKind.HANGUP, reason, false);
                case CallEffect.SendCandidates ignored -> {}
                case CallEffect.SendAgain ignored -> sendAgain();
                case CallEffect.Alert ignored -> person();
                case CallEffect.Quiet ignored -> {}
                case CallEffect.StartTimer(CallTimer timer) -> start(timer);
                case CallEffect.StopTimer(CallTimer timer) -> timers.remove(timer);
                case CallEffect.OpenSound ignored -> talked.add(call);
                case CallEffect.Finish(CallEnd end) -> finish(end);
            }
        }

        /** Something of this call, after a moment. */
        private void later(long ms, Runnable task) {
            String mine = call;
            in(ms, () -> {
                if (alive() && call.equals(mine)) {
                    task.run();
                }
            });
        }

        private void engine(CallEvent event) {
            later(1 + random.nextInt(50), () -> feed(event));
        }

        /** Somebody hears it ring. */
        private void person() {
            later(500 + random.nextInt(20_000), () -> {
                if (random.nextInt(4) > 0) {
                    feed(new CallEvent.Accept());
                }
            });
        }

        /** Both have each other's descriptions: mostly there is a path. */
        private void media() {
            String mine = call;
            boolean works = random.nextInt(10) > 0;
            for (Device end : devices) {
                in(20 + random.nextInt(100), () -> {
                    if (end.alive() && end.call.equals(mine) && alive() && call.equals(mine)) {
                        end.feed(works ? new CallEvent.PathUp() : new CallEvent.PathFailed());
                    }
                });
            }
        }

        private void start(CallTimer timer) {
            long mark = number;
            timers.put(timer, mark);
            later(timer.after().toMillis(), () -> {
                if (timers.getOrDefault(timer, -1L) == mark) {
                    timers.remove(timer);
                    feed(new CallEvent.TimedOut(timer));
                }
            });
        }

        private void send(CallKind kind, CallEnd reason, boolean wish) {
            toServer(new Signal(call, kind, false, this, reason, wish));
        }

        private void sendAgain() {
            CallState now = state.orElseThrow();
            switch (now.phase()) {
                case CALLING, RINGING_THERE -> send(CallKind.INVITE, CallEnd.OTHER, false);
                case RINGING_HERE -> send(CallKind.RINGING, CallEnd.OTHER, false);
                case CONNECTING, CONNECTED, RECONNECTING -> {
                    if (!now.outgoing() && now.phase() == CallPhase.CONNECTING) {
                        send(CallKind.ACCEPT, CallEnd.OTHER, false);
                        if (answered) {
                            send(CallKind.ANSWER, CallEnd.OTHER, false);
                        }
                    } else if (now.outgoing() && now.offerOut() && restarted) {
                        send(CallKind.RESTART, CallEnd.OTHER, false);
                    }
                }
                case DIALING, ENDED -> {}
            }
        }

        private void finish(CallEnd end) {
            timers.clear();
            ended.put(call, end);
            ends.merge(end, 1, Integer::sum);
            boolean tookPart = state.orElseThrow().outgoing()
                    || (calls.containsKey(call)
                            && calls.get(call).answerer.filter(this::equals).isPresent());
            if (tookPart) {
                verdicts.computeIfAbsent(call, any -> new TreeSet<>()).add(end.name());
            }
            String mine = call;
            // Without the other end there is silence, then no path.
            for (Device other : tookPart ? devices : List.<Device>of()) {
                in(2_000, () -> {
                    if (other != this && other.alive() && other.call.equals(mine)) {
                        other.feed(new CallEvent.PathDown());
                    }
                });
            }
        }

        void hear(Signal signal) {
            boolean mine = alive() && call.equals(signal.call());
            if (signal.byServer()) {
                if (mine) {
                    feed(
                            signal.kind() == CallKind.HANGUP
                                    ? new CallEvent.HungUp(Optional.empty(), signal.reason())
                                    : new CallEvent.AnsweredElsewhere());
                }
            } else if (signal.kind() == CallKind.INVITE) {
                invited(signal, mine);
            } else if (mine) {
                byOther(signal);
            } else if (ended.containsKey(signal.call())
                    && (signal.kind() == CallKind.ACCEPT
                            || signal.kind() == CallKind.ANSWER
                            || signal.kind() == CallKind.RESTART)) {
                toServer(new Signal(signal.call(), CallKind.HANGUP, false, this, ended.get(signal.call()), false));
            }
        }

        private void invited(Signal signal, boolean mine) {
            if (mine) {
                feed(new CallEvent.LinkBack());
                return;
            }
            if (ended.containsKey(signal.call())) {
                return;
            }
            boolean crossed =
                    alive() && state.get().outgoing() && state.get().phase().early();
            if (alive() && !crossed) {
                ended.put(signal.call(), CallEnd.BUSY);
                toServer(new Signal(signal.call(), CallKind.BUSY, false, this, CallEnd.BUSY, false));
                return;
            }
            if (crossed && call.compareTo(signal.call()) < 0) {
                return;
            }
            if (crossed) {
                feed(new CallEvent.Glare());
                if (alive()) {
                    faults.add(name + " would be in two calls");
                }
            }
            begin(signal.call(), CallState.invited(signal.from().id));
            if (crossed) {
                feed(new CallEvent.Accept());
            }
        }

        private void byOther(Signal signal) {
            CallState now = state.orElseThrow();
            DeviceId device = signal.from().id;
            if (now.other().isPresent() && !now.is(device)) {
                return;
            }
            switch (signal.kind()) {
                case RINGING -> feed(new CallEvent.Rings(device));
                case ACCEPT -> feed(new CallEvent.Accepted(device));
                case ANSWER -> feed(new CallEvent.Answered(device));
                case RESTART ->
                    feed(signal.wish() ? new CallEvent.RestartWished(device) : new CallEvent.Offered(device));
                case DECLINE -> feed(new CallEvent.Declined(device));
                case BUSY -> feed(new CallEvent.Busy(device));
                case HANGUP -> feed(new CallEvent.HungUp(Optional.of(device), signal.reason()));
                case INVITE, OFFER, ICE, STATE, ANSWERED_ELSEWHERE -> faults.add("unexpected " + signal);
            }
        }
    }
}
