package io.callvault.desktop.link;

import io.callvault.model.wire.Frame;
import java.util.ArrayList;
import java.util.List;

/** A transport whose server is the test. */
final class ScriptedTransport implements Transport {

    final List<Scripted> attempts = new ArrayList<>();

    @Override
    public Connection open(Listener listener) {
        Scripted attempt = new Scripted(listener);
        attempts.add(attempt);
        return attempt;
    }

    Scripted last() {
        return attempts.getLast();
    }

    /** One attempt, with what it was given to send. */
    static final class Scripted implements Connection {

        final Listener listener;
        final List<Frame> sent = new ArrayList<>();
        int room = 8;
        boolean closed;

        Scripted(Listener listener) {
            this.listener = listener;
        }

        <T extends Frame> List<T> sent(Class<T> type) {
            return sent.stream().filter(type::isInstance).map(type::cast).toList();
        }

        @Override
        public void send(Frame frame) {
            sent.add(frame);
        }

        @Override
        public int room() {
            return room;
        }

        @Override
        public boolean tellsRoom() {
            return false;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
