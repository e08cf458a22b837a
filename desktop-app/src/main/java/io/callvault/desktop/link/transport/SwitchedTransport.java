package io.callvault.desktop.link.transport;

import io.callvault.desktop.link.CloseCode;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.Transport;
import io.callvault.desktop.news.Subscription;
import io.callvault.model.wire.Frame;
import java.util.concurrent.atomic.AtomicBoolean;

/** A transport that obeys a {@link NetworkSwitch}: off cuts what is open and refuses what is new. Any thread. */
public final class SwitchedTransport implements Transport {

    private final Transport inner;
    private final NetworkSwitch network;

    public SwitchedTransport(Transport inner, NetworkSwitch network) {
        this.inner = inner;
        this.network = network;
    }

    @Override
    public Connection open(Listener listener) {
        if (!network.isOn()) {
            listener.closed(CloseCode.UNREACHABLE, "working offline");
            return NONE;
        }
        Guard guard = new Guard(listener);
        Connection connection = inner.open(guard);
        guard.watch(network.subscribe(on -> {
            if (!on) {
                guard.closed(CloseCode.UNREACHABLE, "working offline");
                connection.close();
            }
        }));
        if (!network.isOn()) {
            connection.close();
        }
        return connection;
    }

    private static final Connection NONE = new Connection() {
        @Override
        public void send(Frame frame) {}

        @Override
        public int room() {
            return 0;
        }

        @Override
        public boolean tellsRoom() {
            return true;
        }

        @Override
        public void close() {}
    };

    /** Lets nothing through after the cut, and ends the watch with the connection. */
    private static final class Guard implements Listener {

        private final Listener listener;
        private final AtomicBoolean closed = new AtomicBoolean();
        private Subscription watch = () -> {};

        Guard(Listener listener) {
            this.listener = listener;
        }

        synchronized void watch(Subscription subscription) {
            if (closed.get()) {
                subscription.close();
            } else {
                watch = subscription;
            }
        }

        @Override
        public void opened() {
            if (!closed.get()) {
                listener.opened();
            }
        }

        @Override
        public void received(Frame frame) {
            if (!closed.get()) {
                listener.received(frame);
            }
        }

        @Override
        public void unreadable(String raw, String why) {
            if (!closed.get()) {
                listener.unreadable(raw, why);
            }
        }

        @Override
        public void roomAgain() {
            if (!closed.get()) {
                listener.roomAgain();
            }
        }

        @Override
        public void closed(int code, String reason) {
            if (closed.compareAndSet(false, true)) {
                synchronized (this) {
                    watch.close();
                }
                listener.closed(code, reason);
            }
        }
    }
}
