package io.callvault.desktop.link.transport;

import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.Position;
import io.callvault.desktop.link.Session;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.link.Transport;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames where WebSockets are blocked: up as commands, down over a {@link Feed}. The welcome that answers the hello is passed
 * on only when the feed flows: before that nothing could be heard. Lives on the loop, as its connections do.
 */
public final class HttpTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    private final Loop loop;
    private final SignedInApi api;
    private final String instanceId;
    private final FeedMaker feeds;

    private interface FeedMaker {
        Feed make(Feed.Hearer hearer);
    }

    private HttpTransport(Loop loop, SignedInApi api, String instanceId, FeedMaker feeds) {
        this.loop = loop;
        this.api = api;
        this.instanceId = instanceId;
        this.feeds = feeds;
    }

    /** Server-sent events and commands. */
    public static HttpTransport streaming(Loop loop, ApiClient api, Session session, String instanceId) {
        return new HttpTransport(
                loop, api.as(session), instanceId, hearer -> new SseFeed(loop, api, session, instanceId, hearer));
    }

    /** Long polls and commands. */
    public static HttpTransport polling(Loop loop, ApiClient api, Session session, String instanceId) {
        SignedInApi calls = api.as(session);
        return new HttpTransport(loop, calls, instanceId, hearer -> new PollFeed(loop, calls, instanceId, hearer));
    }

    @Override
    public Connection open(Listener listener) {
        HttpConnection connection = new HttpConnection(listener);
        loop.execute(connection::opened);
        return connection;
    }

    private final class HttpConnection implements Connection, Commands.Hearer, Feed.Hearer {

        private final Listener listener;
        private final Commands commands = new Commands(loop, api, instanceId, this);
        private final Feed feed = feeds.make(this);
        /** The welcome and what came with it, until the feed flows. */
        private final List<Frame> held = new ArrayList<>();

        private Position from = Position.START;
        private Optional<Frame.Welcome> welcome = Optional.empty();
        private boolean flows;
        private boolean over;

        HttpConnection(Listener listener) {
            this.listener = listener;
        }

        void opened() {
            if (!over) {
                listener.opened();
            }
        }

        @Override
        public void send(Frame frame) {
            if (over) {
                return;
            }
            if (frame instanceof Frame.Hello hello) {
                from = new Position(hello.epoch(), hello.lastEventSeq(), hello.lastEventId());
            }
            feed.goesUp(frame);
            commands.send(frame);
        }

        @Override
        public int room() {
            return commands.room();
        }

        @Override
        public boolean tellsRoom() {
            return true;
        }

        @Override
        public void close() {
            over = true;
            commands.close();
            feed.close();
        }

        @Override
        public void answered(List<String> frames) {
            frames.forEach(this::frame);
        }

        @Override
        public void roomAgain() {
            listener.roomAgain();
        }

        @Override
        public void failed(int code, String reason) {
            closed(code, reason);
        }

        @Override
        public void flows() {
            if (!over && !flows) {
                flows = true;
                held.forEach(listener::received);
                held.clear();
            }
        }

        @Override
        public void frame(String text) {
            if (over) {
                return;
            }
            try {
                frame(FrameCodec.decode(text));
            } catch (WireException e) {
                listener.unreadable(text, String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void frame(Frame frame) {
            if (over) {
                return;
            }
            if (flows) {
                listener.received(frame);
            } else {
                held.add(frame);
            }
            if (frame instanceof Frame.Welcome first && welcome.isEmpty()) {
                welcome = Optional.of(first);
                feed.start(from, first);
            }
        }

        @Override
        public void closed(int code, String reason) {
            if (!over) {
                close();
                LOG.debug("closed: {} {}", code, reason);
                listener.closed(code, reason);
            }
        }
    }
}
