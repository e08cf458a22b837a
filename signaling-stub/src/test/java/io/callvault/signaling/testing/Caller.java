package io.callvault.signaling.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.CallSignalCodec;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.WireException;
import java.util.List;
import java.util.Optional;

/** One device's end of one call, for tests of the relay: says signals and hears them. */
public record Caller(Talk talk, CallParty me, CallId call, ConversationId conversation) {

    public static final CallSignal.Invite INVITE = new CallSignal.Invite(false, "v=0 offer", 1);
    public static final CallSignal.Accept ACCEPT = new CallSignal.Accept(false);
    public static final CallSignal.Answer ANSWER = new CallSignal.Answer("v=0 answer", 2);

    public static Caller of(Talk talk, Person person, CallId call, ConversationId conversation) {
        return new Caller(talk, new CallParty(person.user, person.device), call, conversation);
    }

    public static CallSignal.Hangup hangup(CallEnd reason) {
        return new CallSignal.Hangup(reason);
    }

    public static CallSignal.Ice ice(String text) {
        return new CallSignal.Ice(List.of(new CallSignal.Candidate("0", 0, text)), false);
    }

    public Frame.Call frame(CallSignal signal, Optional<DeviceId> to) {
        return new Frame.Call(
                call,
                CallSignalCodec.kind(signal).wireName(),
                conversation,
                Optional.empty(),
                to,
                0,
                CallSignalCodec.encode(signal),
                Bytes.copyOf(new byte[] {1, 2, 3}));
    }

    public void say(CallSignal signal) {
        talk.send(frame(signal, Optional.empty()));
    }

    public void say(CallSignal signal, Caller to) {
        talk.send(frame(signal, Optional.of(to.me().deviceId())));
    }

    /** The next signal of that kind about this call. */
    public Frame.Call hear(CallKind kind) {
        return talk.await(
                Frame.Call.class,
                frame -> frame.callId().equals(call) && frame.kind().equals(kind.wireName()));
    }

    /** The next signal about this call, which must be of that kind and say this. */
    public Frame.Call hear(CallSignal expected) {
        Frame.Call frame = talk.await(Frame.Call.class, came -> came.callId().equals(call));
        try {
            CallKind kind = CallKind.of(frame.kind()).orElseThrow();
            assertThat(CallSignalCodec.decode(kind, frame.payload())).isEqualTo(expected);
            return frame;
        } catch (WireException e) {
            throw new AssertionError(frame.payload(), e);
        }
    }

    /** Nothing about this call came and was not taken: everything sent before has arrived when a ping is answered. */
    public void heardNothingMore() {
        talk.send(new Frame.Ping(0, 0));
        talk.await(Frame.Pong.class);
        assertThat(talk.rest())
                .filteredOn(frame ->
                        frame instanceof Frame.Call other && other.callId().equals(call))
                .isEmpty();
    }
}
