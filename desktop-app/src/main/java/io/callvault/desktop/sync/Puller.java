package io.callvault.desktop.sync;

import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.Backoff;
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
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the events behind the cursor, page by page, when the server stopped pushing or something was lost on the way. The
 * next page is asked for while the last one is being applied. A page that cannot be read three times is asked for event by event,
 * until the one that spoils it is found; that one becomes a dead letter. Lives on the loop.
 */
final class Puller {

    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);
    private static final int PAGE = 200;
    private static final int MAX_WAITING = EventBuffer.CAPACITY / 2;
    private static final int MAX_TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Loop loop;
    private final SignedInApi api;
    private final ServerLink link;
    private final RandomGenerator random;
    private final ClientMetrics metrics;
    private final Inbox inbox;
    private final Runnable resync;
    private boolean asking;
    private boolean resting;
    private boolean wanted;
    private long target;
    /** Answers in a row that brought nothing new. */
    private int fruitless;
    /** Answers in a row that could not be read. */
    private int unreadable;
    /** Up to here events are asked for one by one. */
    private long singlyUpTo;

    Puller(SyncService.Parts parts, SignedInApi api, Inbox inbox, Runnable resync) {
        this.loop = parts.loop();
        this.api = api;
        this.link = parts.link();
        this.random = parts.random();
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
        fruitless = 0;
        unreadable = 0;
        singlyUpTo = 0;
    }

    private void next() {
        long reach = inbox.buffer().reach();
        boolean needed = wanted || reach < target;
        if (asking || resting || !needed || isFull() || link.status() != LinkStatus.ONLINE) {
            return;
        }
        asking = true;
        wanted = false;
        metrics.count(Counter.EVENT_PULLS);
        boolean single = reach < singlyUpTo;
        if (single && unreadable >= MAX_TRIES) {
            var _ = api.call(page(reach, 1, Object.class))
                    .thenAccept(result -> loop.execute(() -> {
                        asking = false;
                        bury(reach, result);
                    }));
        } else {
            var _ = api.call(page(reach, single ? 1 : PAGE, SyncApi.EventPage.class))
                    .thenAccept(result -> loop.execute(() -> {
                        asking = false;
                        answered(reach, result);
                    }));
        }
    }

    private boolean isFull() {
        EventBuffer buffer = inbox.buffer();
        return buffer.size() > MAX_WAITING || buffer.bytes() > EventBuffer.CAPACITY_BYTES / 2;
    }

    private static <T> ApiCall<T> page(long since, int limit, Class<T> answer) {
        return ApiCall.get("/api/events?since=" + since + "&limit=" + limit, answer);
    }

    private void answered(long since, ApiResult<SyncApi.EventPage> result) {
        switch (result) {
            case ApiResult.Ok<SyncApi.EventPage>(var page) -> take(since, page);
            case ApiResult.Problem<SyncApi.EventPage> problem
            when problem.is(ProblemCode.CURSOR_EXPIRED) -> startOver();
            case ApiResult.Problem<SyncApi.EventPage> problem
            when problem.unreadable() -> {
                unreadable++;
                if (unreadable >= MAX_TRIES && since >= singlyUpTo) {
                    LOG.warn("a page of events behind {} cannot be read: they are fetched one by one", since);
                    unreadable = 0;
                    singlyUpTo = since + PAGE;
                }
                later(problem.detail());
            }
            case ApiResult.Problem<SyncApi.EventPage> problem -> later(problem.detail());
            case ApiResult.Unreachable<SyncApi.EventPage>(var why) -> later(why);
        }
    }

    private void take(long since, SyncApi.EventPage page) {
        if (inbox.position().epoch().filter(page.epoch()::equals).isEmpty()) {
            startOver();
            return;
        }
        unreadable = 0;
        for (Frame.Event event : page.events()) {
            inbox.buffer().add(event);
        }
        boolean fruit = inbox.buffer().reach() > since;
        if (page.events().isEmpty()) {
            target = 0;
        } else {
            target = Math.max(target, page.headEv());
        }
        inbox.drain();
        if (fruit || page.events().isEmpty()) {
            fruitless = 0;
            next();
        } else if (++fruitless < MAX_TRIES) {
            later("the page does not go on from " + since);
        } else {
            // What stands behind the cursor is not to be had: only a snapshot leads on.
            LOG.warn("the server has no event behind {}", since);
            startOver();
        }
    }

    /** The event that nobody can read goes to the dead letters by its place alone. */
    private void bury(long since, ApiResult<Object> result) {
        switch (result) {
            case ApiResult.Ok<Object>(Object raw) -> given(since, raw);
            case ApiResult.Problem<Object> problem when problem.unreadable() -> given(since, "");
            case ApiResult.Problem<Object> problem when problem.is(ProblemCode.CURSOR_EXPIRED) -> startOver();
            case ApiResult.Problem<Object> problem -> later(problem.detail());
            case ApiResult.Unreachable<Object>(var why) -> later(why);
        }
    }

    private void given(long since, Object raw) {
        LOG.warn("event {} cannot be read on any way", since + 1);
        unreadable = 0;
        inbox.buffer().add(Inbox.unreadable(since + 1, raw));
        inbox.drain();
        next();
    }

    private void startOver() {
        stop();
        resync.run();
    }

    private void later(String why) {
        LOG.info("events could not be fetched: {}", why);
        wanted = true;
        resting = true;
        loop.schedule(PATIENCE.plus(Backoff.delay(Math.min(fruitless + unreadable, 3), random)), () -> {
            resting = false;
            next();
        });
    }
}
