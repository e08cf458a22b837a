package io.callvault.desktop.sync;

import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.ServerLink;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.model.wire.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** A link whose wires are two queues in the test's hands. */
final class FakeLink implements ServerLink {

    final Deque<Frame> toServer = new ArrayDeque<>();
    final Deque<Frame> toClient = new ArrayDeque<>();
    private final Topic<LinkStatus> topic = new Topic<>();
    private LinkStatus status = LinkStatus.OFFLINE;
    int bound = Integer.MAX_VALUE;

    void status(LinkStatus now) {
        status = now;
        topic.publish(now);
    }

    @Override
    public boolean send(Frame frame) {
        return status == LinkStatus.ONLINE && toServer.size() < bound && toServer.add(frame);
    }

    @Override
    public LinkStatus status() {
        return status;
    }

    @Override
    public Outlook outlook() {
        return Outlook.QUIET;
    }

    @Override
    public Subscription subscribe(Consumer<LinkStatus> listener) {
        return topic.subscribe(listener);
    }

    @Override
    public void listen(Listener listener) {}

    @Override
    public void connect() {}

    @Override
    public void disconnect() {}

    @Override
    public void probe() {}

    @Override
    public void renew() {}

    @Override
    public void retryNow() {}
}
