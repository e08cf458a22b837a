package io.callvault.signaling.call;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.metric.Counter;
import io.callvault.signaling.metric.ServerMetrics;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings frames to devices, or keeps them while a device is away. Any thread. */
final class Postman {

    private static final Bytes UNSIGNED = Bytes.copyOf(new byte[0]);

    private final CallLines lines;
    private final CallMail mail = new CallMail();
    private final ServerMetrics metrics;
    private final InstantSource clock;
    private final Consumer<CallId> full;

    /** @param full told of a call with more frames than can be kept */
    Postman(CallLines lines, ServerMetrics metrics, InstantSource clock, Consumer<CallId> full) {
        this.lines = lines;
        this.metrics = metrics;
        this.clock = clock;
        this.full = full;
    }

    CallLines lines() {
        return lines;
    }

    void send(CallParty to, Frame.Call frame) {
        metrics.count(Counter.CALL_FRAMES_RELAYED);
        if (lines.deliver(to, frame)) {
            return;
        }
        if (!mail.keep(to, frame, clock.millis())) {
            full.accept(frame.callId());
        } else if (lines.connected(to)) {
            deliver(to); // It came between the two looks, and found nothing.
        }
    }

    /** The device is here again. */
    void deliver(CallParty to) {
        mail.take(to, clock.millis()).forEach(frame -> lines.deliver(to, frame));
    }

    /** Passes it on in the name of its sender. */
    void pass(LiveCall.Terms terms, Frame.Call frame, CallParty from, CallParty to) {
        send(
                to,
                new Frame.Call(
                        frame.callId(),
                        frame.kind(),
                        terms.conversation(),
                        Optional.of(from),
                        Optional.of(to.deviceId()),
                        clock.millis() + CallRelay.RING_MS,
                        frame.payload(),
                        frame.sig()));
    }

    /** Says something in the server's own name. */
    void say(CallId call, ConversationId conversation, CallParty to, CallSignal signal) {
        send(to, own(call, conversation, to, signal));
    }

    /** Tells the sender of a frame that it fits no call. */
    void refuse(Frame.Call frame, CallParty sender) {
        metrics.count(Counter.CALL_FRAMES_REFUSED);
        lines.deliver(
                sender,
                own(frame.callId(), frame.conversationId(), sender, new CallSignal.Hangup(CallEnd.UNAVAILABLE)));
    }

    private Frame.Call own(CallId call, ConversationId conversation, CallParty to, CallSignal signal) {
        CallKind kind = CallSignalCodec.kind(signal);
        return new Frame.Call(
                call,
                kind.wireName(),
                conversation,
                Optional.empty(),
                Optional.of(to.deviceId()),
                clock.millis() + CallRelay.RING_MS,
                CallSignalCodec.encode(signal),
                UNSIGNED);
    }

    /** Forgets what is too old. */
    void sweep() {
        mail.purge(clock.millis());
    }
}
