package io.callvault.desktop.chaos.hostile;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.link.Session;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.rtc.guard.Fingerprints;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Calls a victim over and over with frames drawn from a seed: fuzzed descriptions with right and wrong signatures, fuzzed candidates,
 * payloads that are none, wrong ids, and frames of before once more. One thread.
 */
final class HostileCaller implements AutoCloseable {

    /** Whom it calls, and in which conversation. */
    record Victim(UserId user, ConversationId conversation) {}

    /**
     * What was sent, in the end.
     *
     * @param directives frames with a percent sign
     * @param answers how often the first answer to a call was of each kind; {@code -} for none in time
     */
    record Sent(int calls, int frames, int directives, Map<String, Integer> answers) {}

    private static final int MOST_FRAMES_OF_A_CALL = 24;
    private static final int KEPT = 200;
    private static final long OLD_MS = 301_000;
    /** So long for the victim to take a call or end it; a frame that is ignored costs this. */
    private static final Duration ANSWER = Duration.ofMillis(250);

    private final ClientCore self;
    private final Session.Signature signature;
    private final Victim victim;
    private final String goodSdp;
    private final Random random;
    private final SdpFuzz fuzz;
    private final IdGenerator ids;
    private final RawLine line;
    private final List<Frame.Call> before = new ArrayList<>();
    private Optional<DeviceId> answering = Optional.empty();
    private int calls;
    private int frames;
    private int directives;
    private final Map<String, Integer> answers = new TreeMap<>();

    /**
     * @param self an account of its own, signed in, and known to the victim; its own connection is replaced
     * @param goodSdp an offer that a real engine made
     */
    HostileCaller(ClientCore self, URI server, Victim victim, String goodSdp, long seed) {
        this.self = self;
        this.signature = self.session().signature().orElseThrow();
        this.victim = victim;
        this.goodSdp = goodSdp;
        this.random = new Random(seed);
        this.fuzz = new SdpFuzz(random);
        this.ids = new IdGenerator(InstantSource.system(), random);
        this.line = new RawLine(self, server);
    }

    /** Sends at least so many call frames. */
    Sent send(int most) {
        while (frames < most) {
            call();
        }
        return new Sent(calls, frames, directives, answers);
    }

    /** Calls once as an honest app does; whether a right answer comes in time. */
    boolean honestly(Duration patience) {
        CallId id = new CallId(ids.next());
        line.forget();
        answering = Optional.empty();
        long now = self.clock().millis();
        Bytes sig = signature
                .deviceKey()
                .sign(Proofs.call(
                        id,
                        victim.conversation(),
                        signature.signer(),
                        victim.user(),
                        Proofs.CallRole.OFFER,
                        now,
                        Fingerprints.of(goodSdp)));
        send(frame(id, CallKind.INVITE, payload(new CallSignal.Invite(false, goodSdp, now)), sig));
        boolean answered = line.await(
                        patience,
                        frame -> frame.callId().equals(id) && frame.kind().equals(CallKind.ANSWER.wireName()))
                .isPresent();
        send(frame(id, CallKind.HANGUP, "{\"reason\":\"hung_up\"}", Bytes.copyOf(new byte[0])));
        return answered;
    }

    private void call() {
        CallId id = new CallId(ids.next());
        calls++;
        answering = Optional.empty();
        line.forget();
        invite(id);
        Optional<Frame.Call> answer = line.await(ANSWER, frame -> frame.callId().equals(id) && !isRinging(frame));
        answering = answer.flatMap(Frame.Call::from).map(CallParty::deviceId);
        answers.merge(answer.map(HostileCaller::words).orElse("-"), 1, Integer::sum);
        if (answer.map(Frame.Call::kind)
                .filter(CallKind.BUSY.wireName()::equals)
                .isPresent()) {
            // It still lets go of the call before: the next one is to be taken.
            line.await(ANSWER, frame -> false);
        }
        for (int rest = random.nextInt(1, MOST_FRAMES_OF_A_CALL); rest > 0; rest--) {
            send(next(id));
        }
        send(frame(id, CallKind.HANGUP, "{\"reason\":\"hung_up\"}", Bytes.copyOf(new byte[0])));
    }

    /** The kind, and of a hang-up the reason. */
    private static String words(Frame.Call frame) {
        return frame.kind().equals(CallKind.HANGUP.wireName()) ? frame.kind() + frame.payload() : frame.kind();
    }

    private static boolean isRinging(Frame.Call frame) {
        return frame.kind().equals(CallKind.RINGING.wireName());
    }

    private void invite(CallId id) {
        String sdp = fuzz.description(goodSdp);
        long now = self.clock().millis() + (random.nextInt(15) == 0 ? OLD_MS : 0);
        send(frame(
                id,
                CallKind.INVITE,
                payload(new CallSignal.Invite(random.nextBoolean(), sdp, now)),
                signed(id, Proofs.CallRole.OFFER, now, sdp)));
    }

    private Frame.Call next(CallId id) {
        int drawn = random.nextInt(20);
        if (drawn < 9) {
            return frame(id, CallKind.ICE, candidates(), Bytes.copyOf(new byte[0]));
        }
        return switch (drawn) {
            case 9, 10 -> described(id, CallKind.OFFER, Proofs.CallRole.OFFER);
            case 11, 12 -> described(id, CallKind.RESTART, Proofs.CallRole.OFFER);
            case 13 -> described(id, CallKind.ANSWER, Proofs.CallRole.ANSWER);
            case 14 -> frame(id, anyKind(), nonsense(), Bytes.copyOf(bytes(random.nextInt(100))));
            case 15 ->
                new Frame.Call(
                        id,
                        random.nextBoolean() ? "nonsense" : "%n%s",
                        victim.conversation(),
                        Optional.empty(),
                        answering,
                        0,
                        nonsense(),
                        Bytes.copyOf(new byte[0]));
            case 16 -> {
                // The server lets nobody have more than four calls: what rings under another id is ended, to keep room
                // for more.
                CallId stray = new CallId(ids.next());
                send(frame(stray, anyKind(), candidates(), Bytes.copyOf(new byte[0])));
                yield frame(stray, CallKind.HANGUP, "{\"reason\":\"cancelled\"}", Bytes.copyOf(new byte[0]));
            }
            case 17 -> elsewhere(described(id, CallKind.OFFER, Proofs.CallRole.OFFER));
            case 18 -> before.isEmpty() ? described(id, CallKind.OFFER, Proofs.CallRole.ANSWER) : pick(before);
            default ->
                frame(
                        id,
                        anyKind(),
                        "{\"microphone\":true,\"camera\":true,\"sharing\":false,\"weak\":true,\"video\":true}",
                        Bytes.copyOf(new byte[0]));
        };
    }

    /** The same with an id that does not fit. */
    private Frame.Call elsewhere(Frame.Call right) {
        boolean room = random.nextBoolean();
        return new Frame.Call(
                right.callId(),
                right.kind(),
                room ? new ConversationId(ids.next()) : right.conversationId(),
                right.from(),
                room ? right.to() : Optional.of(new DeviceId(ids.next())),
                Long.MAX_VALUE,
                right.payload(),
                right.sig());
    }

    private Frame.Call described(CallId id, CallKind kind, Proofs.CallRole role) {
        String sdp = fuzz.description(goodSdp);
        long now = self.clock().millis();
        CallSignal signal = switch (kind) {
            case ANSWER -> new CallSignal.Answer(sdp, now);
            case RESTART -> new CallSignal.Restart(sdp, now);
            default -> new CallSignal.Offer(sdp, now);
        };
        return frame(id, kind, payload(signal), signed(id, role, now, sdp));
    }

    private String candidates() {
        List<CallSignal.Candidate> some = new ArrayList<>();
        for (int left = random.nextInt(1, random.nextInt(20) == 0 ? 60 : 6); left > 0; left--) {
            String text = fuzz.candidate();
            int line = random.nextInt(4) == 0 ? random.nextInt() & Integer.MAX_VALUE : random.nextInt(2);
            some.add(new CallSignal.Candidate(fuzz.mid(), line, text));
        }
        return payload(new CallSignal.Ice(some, random.nextInt(5) == 0));
    }

    private String nonsense() {
        return switch (random.nextInt(9)) {
            case 0 -> "";
            case 1 -> "null";
            case 2 -> "[".repeat(random.nextInt(1, 5_000));
            case 3 -> "{\"sdp\":7,\"ts\":\"x\"}";
            case 4 -> "{\"sdp\":\"%n%s%x\",\"ts\":9223372036854775807,\"video\":true}";
            case 5 -> "{\"candidates\":{},\"last\":1}";
            case 6 -> "{\"candidates\":[{\"mid\":\"%n\",\"line\":-1,\"text\":null}],\"last\":false}";
            case 7 -> "{\"sdp\":\"" + "%n".repeat(random.nextInt(1, 9_000)) + "\",\"ts\":1}";
            default -> "\u0000\u0001%n".repeat(random.nextInt(1, 50));
        };
    }

    /** Right in seven of ten, so that what is behind the check is reached, too. */
    private Bytes signed(CallId id, Proofs.CallRole role, long now, String sdp) {
        int drawn = random.nextInt(20);
        CallId bound = drawn == 0 ? new CallId(ids.next()) : id;
        List<String> keys = drawn == 1 ? List.of("sha-256 00") : Fingerprints.of(sdp);
        Bytes right = signature
                .deviceKey()
                .sign(Proofs.call(
                        bound,
                        victim.conversation(),
                        signature.signer(),
                        victim.user(),
                        role,
                        drawn == 2 ? now - 1 : now,
                        keys));
        return switch (drawn) {
            case 3 -> Bytes.copyOf(bytes(64));
            case 4 -> Bytes.copyOf(bytes(random.nextInt(64)));
            case 5 -> Bytes.copyOf(new byte[0]);
            default -> right;
        };
    }

    private Frame.Call frame(CallId id, CallKind kind, String payload, Bytes sig) {
        return new Frame.Call(id, kind.wireName(), victim.conversation(), Optional.empty(), answering, 0, payload, sig);
    }

    private void send(Frame.Call frame) {
        line.send(frame);
        frames++;
        if (frame.payload().indexOf('%') >= 0) {
            directives++;
        }
        if (random.nextInt(3) == 0 && before.size() < KEPT) {
            before.add(frame);
        }
    }

    private static String payload(CallSignal signal) {
        return CallSignalCodec.encode(signal);
    }

    private CallKind anyKind() {
        CallKind[] kinds = CallKind.values();
        return kinds[random.nextInt(kinds.length)];
    }

    private byte[] bytes(int length) {
        byte[] some = new byte[length];
        random.nextBytes(some);
        return some;
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    @Override
    public void close() {
        line.close();
    }

    /** A name for the connection, as an app draws one at each start. */
    static String instance() {
        return UUID.randomUUID().toString();
    }
}
