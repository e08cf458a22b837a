package io.callvault.signaling.session;

import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.store.RefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the frames of one connection, one after the other on its {@link Lane}; may block. */
final class FrameHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FrameHandler.class);

    private final Services services;
    private final Session session;
    private final Faults.OpenLine line;

    FrameHandler(Services services, Session session, Faults.OpenLine line) {
        this.services = services;
        this.session = session;
        this.line = line;
    }

    /** Carries the frame out; the stage completes when its answer is on the way. Never throws. */
    CompletionStage<?> carryOut(String text) {
        try {
            Frame frame = FrameCodec.decode(text);
            if (!session.isGreeted()) {
                greet(frame);
                return CompletableFuture.completedStage(true);
            }
            if (!(frame instanceof Frame.Reauth)
                    && services.clock().millis() >= session.principal().expiresAt()) {
                throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the access token is expired");
            }
            return carryOut(frame);
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

    private CompletionStage<?> carryOut(Frame frame) throws RefusedException {
        switch (frame) {
            case Frame.Send send -> {
                return services.relay().send(session.principal(), send).thenAccept(session::deliver);
            }
            case Frame.Receipt receipt -> {
                return services.receipts()
                        .move(session.principal().user(), receipt)
                        .exceptionally(failure -> {
                            LOG.debug("a receipt was refused: {}", failure.toString());
                            return false;
                        });
            }
            case Frame.EvAck ack -> session.confirmed(ack.ev());
            case Frame.Typing typing ->
                services.typing().typing(session.principal().user(), typing.conversationId(), typing.active());
            case Frame.Ping ignored -> session.pong();
            case Frame.Pong ignored -> {}
            case Frame.Reauth reauth -> reauthenticate(reauth);
            case Frame.Hello ignored -> refuse(ProblemCode.MALFORMED);
            case Frame.Call ignored -> refuse(ProblemCode.UNKNOWN_FRAME);
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

    private void greet(Frame frame) throws RefusedException {
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
        if (!line.identify(who.device())) {
            return;
        }
        session.greeted(who);
        SessionHub.Arrival arrival = services.hub().register(session);
        // Who signed out between the two looks was not found in the hub, and would stay until the token expires.
        services.accounts().authenticate(hello.accessToken());
        arrival.replaced().ifPresent(older -> older.close(CloseCode.REPLACED, "replaced"));
        SyncService.Cursor cursor = new SyncService.Cursor(hello.epoch(), hello.lastEventSeq(), hello.lastEventId());
        SyncService.Position position = services.sync().locate(who.user(), cursor);
        session.start(cursor.ev(), position);
        services.presence().greet(session);
        if (arrival.cameOnline()) {
            services.presence().cameOnline(who.user());
        }
    }

    private void reauthenticate(Frame.Reauth reauth) throws RefusedException {
        Principal renewed = services.accounts().authenticate(reauth.accessToken());
        if (!renewed.device().equals(session.principal().device())) {
            throw new RefusedException(ProblemCode.UNAUTHENTICATED, "the token belongs to another device");
        }
        session.greeted(renewed);
    }
}
