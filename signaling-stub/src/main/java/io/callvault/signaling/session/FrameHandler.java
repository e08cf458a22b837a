package io.callvault.signaling.session;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.metric.Counter;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.store.RefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the frames of one connection, one after the other on its {@link Lane}; may block. */
final class FrameHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FrameHandler.class);

    private final Services services;
    private final Session session;
    private final Link link;

    FrameHandler(Services services, Session session, Link link) {
        this.services = services;
        this.session = session;
        this.link = link;
    }

    /**
     * Carries the frame out, unless the connection is ending. Never throws.
     *
     * @param answer takes the frame's answer if it has one, on any thread
     * @return completes when the frame is done and answered
     */
    CompletionStage<?> carryOut(String text, Consumer<Frame> answer) {
        try {
            if (session.end().isPresent()) {
                return CompletableFuture.completedStage(false);
            }
            Frame frame = FrameCodec.decode(text);
            if (!session.isGreeted()) {
                return greet(frame, answer);
            }
            if (!(frame instanceof Frame.Reauth)
                    && services.clock().millis() >= session.principal().expiresAt()) {
                throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the access token is expired");
            }
            if (session.principal().isGuest() && !forGuests(frame)) {
                throw new RefusedException(ProblemCode.FORBIDDEN, "guests call, and nothing else");
            }
            return carryOut(frame, answer);
        } catch (WireException e) {
            session.close(CloseCode.PROTOCOL_ERROR, e.code().wireName());
        } catch (RefusedException e) {
            refuse(e.code());
        } catch (RuntimeException e) {
            LOG.error("a frame could not be carried out", e);
            session.close(CloseCode.FAILED, ProblemCode.INTERNAL.wireName());
        }
        return CompletableFuture.completedStage(false);
    }

    private static boolean forGuests(Frame frame) {
        return frame instanceof Frame.Call || frame instanceof Frame.Ping || frame instanceof Frame.Pong;
    }

    private CompletionStage<?> carryOut(Frame frame, Consumer<Frame> answer) throws RefusedException {
        switch (frame) {
            case Frame.Send send -> {
                return services.relay().send(session.principal(), send).thenAccept(answer);
            }
            case Frame.Receipt receipt -> {
                return services.receipts()
                        .move(session.principal().user(), receipt)
                        .exceptionally(failure -> {
                            LOG.debug("a receipt was refused: {}", failure.toString());
                            return false;
                        });
            }
            case Frame.Call call -> {
                return services.calls().take(session.principal(), call);
            }
            case Frame.Ping ping -> {
                return session.pinged(ping, answer);
            }
            case Frame.EvAck ack -> session.confirmed(ack.ev());
            case Frame.Typing typing ->
                services.typing().typing(session.principal().user(), typing.conversationId(), typing.active());
            case Frame.Pong ignored -> {}
            case Frame.Reauth reauth -> reauthenticate(reauth);
            case Frame.Hello ignored -> refuse(ProblemCode.MALFORMED);
            case Frame.Welcome ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Ack ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Nack ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Event ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Presence ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
            case Frame.Poke ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
        }
        return CompletableFuture.completedStage(true);
    }

    private void refuse(ProblemCode code) {
        session.close(
                code == ProblemCode.UNAUTHENTICATED ? CloseCode.UNAUTHENTICATED : CloseCode.PROTOCOL_ERROR,
                code.wireName());
    }

    private CompletionStage<?> greet(Frame frame, Consumer<Frame> answer) throws RefusedException {
        if (!(frame instanceof Frame.Hello hello)) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the first frame is a hello");
        }
        if (hello.proto() != Frame.PROTO) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "this server speaks version " + Frame.PROTO);
        }
        Principal who = services.accounts().authenticate(hello.accessToken());
        if (!who.device().equals(hello.deviceId())) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the token belongs to another device");
        }
        if (hello.instanceId().length() > Limits.MAX_INSTANCE_CHARS) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "instance_id is too long");
        }
        if (!link.identify(who.device())) {
            return CompletableFuture.completedStage(false);
        }
        session.greeted(who, hello.instanceId());
        SessionHub.Arrival arrival = services.hub().register(session);
        // Who signed out between the two looks was not found in the hub, and would stay until the token expires.
        services.accounts().authenticate(hello.accessToken());
        arrival.replaced().ifPresent(older -> older.replacedBy(session));
        if (hello.lastEventSeq() > 0) {
            services.metrics().count(Counter.WS_RECONNECT_COUNT);
        }
        if (who.isGuest()) {
            CompletionStage<?> welcomed = session.start(0, new SyncService.Position(0, true), answer);
            services.calls().connected(who);
            return welcomed;
        }
        SyncService.Cursor cursor = new SyncService.Cursor(hello.epoch(), hello.lastEventSeq(), hello.lastEventId());
        SyncService.Position position = services.sync().locate(who.user(), cursor);
        CompletionStage<?> welcomed = session.start(cursor.ev(), position, answer);
        services.calls().connected(who);
        services.presence().greet(session);
        if (arrival.cameOnline()) {
            services.presence().cameOnline(who.user());
        }
        return welcomed;
    }

    private void reauthenticate(Frame.Reauth reauth) throws RefusedException {
        Principal renewed = services.accounts().authenticate(reauth.accessToken());
        if (!renewed.device().equals(session.principal().device())) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the token belongs to another device");
        }
        session.renewed(renewed);
    }
}
