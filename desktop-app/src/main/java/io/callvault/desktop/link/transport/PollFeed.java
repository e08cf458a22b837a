package io.callvault.desktop.link.transport;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.CloseCode;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.Position;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.Frames;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.SyncApi;
import java.time.Duration;

/**
 * {@code GET /api/events?wait=}: one page after the other, each asked for behind the last one, as long as the client keeps up
 * with confirming. Lives on the loop.
 */
final class PollFeed implements Feed {

    private static final int PAGE = 100;

    /** A page that cannot be read as a whole is asked for in single events, to find the one that spoils it. */
    private static final int SINGLE = 1;

    /** How long a client may take to confirm before it is told to pull for itself. */
    private static final Duration STUCK = Duration.ofSeconds(2);

    private final Loop loop;
    private final SignedInApi api;
    private final String instanceId;
    private final Hearer hearer;
    private long got;
    private long confirmed;
    private long resumeAt;
    private int limit = PAGE;
    private boolean asking;
    private boolean started;
    private boolean over;
    private Loop.Timer stuck = () -> {};

    PollFeed(Loop loop, SignedInApi api, String instanceId, Hearer hearer) {
        this.loop = loop;
        this.api = api;
        this.instanceId = instanceId;
        this.hearer = hearer;
    }

    @Override
    public void start(Position from, Frame.Welcome welcome) {
        boolean resync = welcome.resume() == Frame.Resume.RESYNC;
        got = resync ? 0 : from.ev();
        confirmed = got;
        // Events before the snapshot is taken would only be thrown away.
        resumeAt = resync ? welcome.headEv() : 0;
        started = true;
        hearer.flows();
        ask();
    }

    @Override
    public void goesUp(Frame frame) {
        if (frame instanceof Frame.EvAck ack) {
            confirmed = Math.max(confirmed, ack.ev());
            got = Math.max(got, confirmed);
            ask();
        }
    }

    @Override
    public void close() {
        over = true;
        stuck.cancel();
    }

    private void ask() {
        if (!started || asking || over || confirmed < resumeAt) {
            return;
        }
        stuck.cancel();
        if (got - confirmed >= Limits.MAX_UNACKED_EVENTS) {
            stuck = loop.schedule(STUCK, this::poke);
            return;
        }
        asking = true;
        String path = "/api/events?since=" + got + "&limit=" + limit + "&wait=" + Limits.MAX_WAIT_S + "&instance_id="
                + instanceId;
        var _ = api.call(ApiCall.get(path, SyncApi.EventPage.class))
                .thenAccept(result -> loop.execute(() -> {
                    asking = false;
                    if (!over) {
                        answered(result);
                    }
                }));
    }

    /** The pull confirms when it has caught up; polling goes on behind it. */
    private void poke() {
        if (!over) {
            resumeAt = got;
            hearer.frame(new Frame.Poke(got));
        }
    }

    private void answered(ApiResult<SyncApi.EventPage> result) {
        switch (result) {
            case ApiResult.Ok<SyncApi.EventPage>(var page) -> take(page);
            case ApiResult.Problem<SyncApi.EventPage> problem
            when problem.status() == 200 && limit > SINGLE -> {
                limit = SINGLE;
                ask();
            }
            case ApiResult.Problem<SyncApi.EventPage> problem
            when problem.status() == 200 -> {
                // This is the one. Whoever pulls has a place for what cannot be read.
                got++;
                limit = PAGE;
                hearer.frame(new Frame.Poke(got));
                ask();
            }
            case ApiResult.Problem<SyncApi.EventPage> problem ->
                hearer.closed(Commands.closeCode(problem), problem.detail());
            case ApiResult.Unreachable<SyncApi.EventPage>(var why) -> hearer.closed(CloseCode.ABNORMAL, why);
        }
    }

    private void take(SyncApi.EventPage page) {
        page.frames().map(Frames::texts).ifPresent(texts -> texts.forEach(hearer::frame));
        for (Frame.Event event : page.events()) {
            got = Math.max(got, event.ev());
            hearer.frame(event);
        }
        ask();
    }
}
