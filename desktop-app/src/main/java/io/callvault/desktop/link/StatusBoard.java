package io.callvault.desktop.link;

import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.metric.Counter;
import io.callvault.desktop.metric.TransportInUse;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the connection stands, for everybody who looks: status, transport and their figures. Written on the loop, read anywhere. */
final class StatusBoard {

    private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);

    private final ClientMetrics metrics;
    private final Topic<LinkStatus> topic = new Topic<>();
    private volatile LinkStatus status = LinkStatus.OFFLINE;
    private volatile TransportKind transport = TransportKind.WEBSOCKET;
    private volatile Plan plan = Plan.NONE;
    private boolean wasOnline;

    private record Plan(int failures, Optional<Long> dueNanos) {
        static final Plan NONE = new Plan(0, Optional.empty());
    }

    StatusBoard(ClientMetrics metrics) {
        this.metrics = metrics;
    }

    LinkStatus status() {
        return status;
    }

    TransportKind transport() {
        return transport;
    }

    Subscription subscribe(Consumer<LinkStatus> consumer) {
        return topic.subscribe(consumer);
    }

    LinkMonitor.Outlook outlook(long nowNanos) {
        Plan now = plan;
        return new LinkMonitor.Outlook(
                now.failures(), now.dueNanos().map(due -> Duration.ofNanos(Math.max(0, due - nowNanos))));
    }

    /** Nobody comes by himself now, or is here. */
    void noPlan() {
        plan = Plan.NONE;
    }

    /** An attempt is under way after so many failures. */
    void trying(int failures) {
        plan = new Plan(failures, Optional.empty());
    }

    /** The next attempt begins then. */
    void tryingAt(int failures, long dueNanos) {
        plan = new Plan(failures, Optional.of(dueNanos));
    }

    void enter(LinkStatus next) {
        if (status != next) {
            status = next;
            LOG.debug("link is {}", next);
            if (next != LinkStatus.ONLINE) {
                metrics.transport(TransportInUse.NONE);
            }
            topic.publish(next);
        }
    }

    /** Online over that transport, for the first time or again. */
    void online(TransportKind over) {
        if (wasOnline) {
            metrics.count(Counter.WS_RECONNECTS);
        }
        if (wasOnline && over != transport) {
            metrics.count(Counter.TRANSPORT_SWITCHES);
        }
        wasOnline = true;
        plan = Plan.NONE;
        transport = over;
        metrics.transport(over.measured());
        enter(LinkStatus.ONLINE);
    }
}
