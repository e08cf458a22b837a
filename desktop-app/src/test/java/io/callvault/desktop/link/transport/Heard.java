package io.callvault.desktop.link.transport;

import io.callvault.desktop.link.Transport;
import io.callvault.model.wire.Frame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what a connection tells. Any thread. */
final class Heard implements Transport.Listener {

    /** {@code opened}, frames, {@code unreadable}, {@code closed} and its code. */
    final List<String> lines = new CopyOnWriteArrayList<>();

    /** How often there was room again. */
    final AtomicInteger rooms = new AtomicInteger();

    @Override
    public void opened() {
        lines.add("opened");
    }

    @Override
    public void received(Frame frame) {
        lines.add(frame.toString());
    }

    @Override
    public void unreadable(String raw, String why) {
        lines.add("unreadable");
    }

    @Override
    public void roomAgain() {
        rooms.incrementAndGet();
    }

    @Override
    public void closed(int code, String reason) {
        lines.add("closed " + code);
    }
}
