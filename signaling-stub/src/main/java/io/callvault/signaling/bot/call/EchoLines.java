package io.callvault.signaling.bot.call;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallParty;
import io.callvault.model.call.CallSignal;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.bot.EchoIdentity;
import io.callvault.signaling.call.CallLines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * The connections there are, and one more: while nobody takes Echo's calls its device inside the server is connected, too, and
 * hangs up at once, so that nobody waits a minute for nothing. Any thread; nothing blocks.
 */
public final class EchoLines implements CallLines {

    /** Where the device's answer goes. */
    public interface Relay {
        CompletionStage<?> take(Principal who, Frame.Call frame);
    }

    private final CallLines others;
    private final Principal echo;
    private final CallParty party;
    private final AgentSelf self;
    private final Executor workers;
    private volatile BooleanSupplier answers = () -> true;
    private volatile Relay relay;

    /** @param workers hangs up, when whoever asked is done */
    public EchoLines(CallLines others, EchoIdentity identity, Executor workers) {
        this.others = others;
        this.echo = identity.principal();
        this.party = new CallParty(echo.user().id(), echo.device());
        this.self = new AgentSelf(echo.user().id(), echo.device(), identity.deviceKey());
        this.workers = workers;
        this.relay = (who, frame) -> {
            throw new IllegalStateException("not open yet");
        };
    }

    /**
     * Before the first call.
     *
     * @param taken whether somebody takes Echo's calls now
     */
    public void open(Relay to, BooleanSupplier taken) {
        relay = to;
        answers = taken;
    }

    @Override
    public boolean deliver(CallParty to, Frame.Call frame) {
        if (!to.equals(party)) {
            return others.deliver(to, frame);
        }
        if (frame.kind().equals(CallKind.INVITE.wireName())) {
            AgentSelf.Place place = new AgentSelf.Place(
                    frame.callId(), frame.conversationId(), frame.from().map(CallParty::deviceId));
            workers.execute(() -> relay.take(echo, self.frame(place, new CallSignal.Hangup(CallEnd.UNAVAILABLE))));
        }
        return true;
    }

    @Override
    public boolean connected(CallParty who) {
        return who.equals(party) || others.connected(who);
    }

    @Override
    public List<DeviceId> devices(UserId user) {
        List<DeviceId> devices = others.devices(user);
        if (!user.equals(party.userId()) || answers.getAsBoolean()) {
            return devices;
        }
        List<DeviceId> all = new ArrayList<>(devices);
        all.add(party.deviceId());
        return all;
    }
}
