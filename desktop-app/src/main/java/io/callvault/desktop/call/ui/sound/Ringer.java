package io.callvault.desktop.call.ui.sound;

/** What is heard before somebody answers. Every method returns at once; any thread. */
public interface Ringer extends AutoCloseable {
    /** Rings until told otherwise. */
    void ring();

    /** The tone a caller hears while it rings at the other side. */
    void ringBack();

    /** Ends either, at once. */
    void silence();

    @Override
    void close();
}
