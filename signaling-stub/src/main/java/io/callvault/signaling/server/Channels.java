package io.callvault.signaling.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import java.util.function.Consumer;

/** What Vert.x has no words for: TCP connections below HTTP. Any thread; the work is done on the connection's event loop. */
final class Channels {

    /** Takes everything and passes on nothing, in both directions. */
    private static final class Hole extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }

    private Channels() {}

    /** Ends it with a reset: a FIN would look like an orderly end, and some clients wait after it. */
    static void cut(HttpConnection connection) {
        if (channel(connection).isEmpty()) {
            connection.close();
            return;
        }
        on(connection, channel -> {
            if (channel.isActive()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                // Past the WebSocket handlers, which would say goodbye first: a broken network does not.
                channel.unsafe().close(channel.voidPromise());
            }
        });
    }

    /** Half open from now on: TCP stays up, nothing is heard and nothing is said. */
    static void mute(HttpConnection connection) {
        on(connection, channel -> {
            if (channel.isActive() && channel.pipeline().get(Hole.class) == null) {
                channel.pipeline().addFirst(new Hole());
            }
        });
    }

    /** Whoever takes the connection over watches for silence at its own pace. */
    static void neverIdle(HttpConnection connection) {
        on(connection, channel -> {
            if (channel.pipeline().get(IdleStateHandler.class) != null) {
                channel.pipeline().remove(IdleStateHandler.class);
            }
        });
    }

    private static Optional<Channel> channel(HttpConnection connection) {
        return connection instanceof ConnectionBase base ? Optional.of(base.channel()) : Optional.empty();
    }

    private static void on(HttpConnection connection, Consumer<Channel> task) {
        channel(connection).ifPresent(channel -> channel.eventLoop().execute(() -> task.accept(channel)));
    }
}
