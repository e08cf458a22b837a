package io.callvault.desktop.sync;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the events behind the cursor, page by page, when the server stopped pushing or something was lost on the way. The
 * next page is asked for while the last one is being applied. Lives on the loop.
 */
final class Puller {

    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);
    private static final int PAGE = 200;
    private static final int MAX_WAITING = EventBuffer.CAPACITY / 2;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Loop loop;
    private final SignedInApi api;
    private final ServerLink link;
    private final ClientMetrics metrics;
    private final Inbox inbox;
    private final Runnable resync;
    private boolean asking;
    private boolean wanted;
    private long target;

    Puller(SyncService.Parts parts, Inbox inbox, Runnable resync) {
        this.loop = parts.loop();
        this.api = parts.api();
        this.link = parts.link();
        this.metrics = parts.metrics();
        this.inbox = inbox;
        this.resync = resync;
    }

    /** Fetch what is missing behind the cursor. */
    void pull() {
        wanted = true;
        next();
    }

    /** Fetch everything up to there. */
    void upTo(long headEv) {
        target = Math.max(target, headEv);
        next();
    }

    /** Something was applied: there may be room for the next page. */
    void moved() {
        next();
    }

    void stop() {
        wanted = false;
        target = 0;
    }

    private void next() {
        long reach = inbox.buffer().reach();
        boolean needed = wanted || reach < target;
        if (asking || !needed || inbox.buffer().size() > MAX_WAITING || link.status() != LinkStatus.ONLINE) {
            return;
        }
        asking = true;
        wanted = false;
        metrics.count(Counter.EVENT_PULLS);
        ApiCall<SyncApi.EventPage> call =
                ApiCall.get("/api/events?since=" + reach + "&limit=" + PAGE, SyncApi.EventPage.class);
        var _ = api.call(call)
                .thenAccept(result -> loop.execute(() -> {
                    asking = false;
                    answered(result);
                }));
    }

    private void answered(ApiResult<SyncApi.EventPage> result) {
        switch (result) {
            case ApiResult.Ok<SyncApi.EventPage>(var page) -> take(page);
            case ApiResult.Problem<SyncApi.EventPage> problem
            when problem.is(ProblemCode.CURSOR_EXPIRED) -> {
                stop();
                resync.run();
            }
            case ApiResult.Problem<SyncApi.EventPage> problem -> later(problem.detail());
            case ApiResult.Unreachable<SyncApi.EventPage>(var why) -> later(why);
        }
    }

    private void take(SyncApi.EventPage page) {
        if (inbox.position().epoch().filter(page.epoch()::equals).isEmpty()) {
            stop();
            resync.run();
            return;
        }
        for (Frame.Event event : page.events()) {
            inbox.buffer().add(event);
        }
        if (page.events().isEmpty()) {
            target = 0;
        } else {
            target = Math.max(target, page.headEv());
        }
        inbox.drain();
        next();
    }

    private void later(String why) {
        LOG.info("events could not be fetched: {}", why);
        wanted = true;
        loop.schedule(PATIENCE, this::next);
    }
}
