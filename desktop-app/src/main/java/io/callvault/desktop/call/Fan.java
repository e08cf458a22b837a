package io.callvault.desktop.call;

import io.callvault.rtc.VideoSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One stream of pictures for several screens; who looks may come and go while it runs. Any thread. */
final class Fan implements VideoSink {

    private final List<Entry> sinks = new CopyOnWriteArrayList<>();

    AutoCloseable add(VideoSink sink) {
        Entry entry = new Entry(sink);
        sinks.add(entry);
        return () -> sinks.remove(entry);
    }

    @Override
    public void show(Picture picture) {
        for (Entry entry : sinks) {
            entry.sink.show(picture);
        }
    }

    /** Has an identity of its own, so that the same sink added twice is taken away once. */
    private static final class Entry {
        private final VideoSink sink;

        Entry(VideoSink sink) {
            this.sink = sink;
        }
    }
}
