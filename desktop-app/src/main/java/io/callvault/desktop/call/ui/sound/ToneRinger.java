package io.callvault.desktop.call.ui.sound;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings by a loudspeaker. Each ringing has a daemon thread of its own, which ends within 20 ms once it is no longer wanted. */
public final class ToneRinger implements Ringer {
    private static final Logger LOG = LoggerFactory.getLogger(ToneRinger.class);
    /** 20 ms: how long a ring may go on after it was ended. */
    private static final int STEP = Melody.RATE / 50;

    private final Loudspeaker loudspeaker;
    /** What is to be heard; a playing that is no longer this one ends. */
    private final AtomicReference<@Nullable Sound> wanted = new AtomicReference<>();

    private enum Kind {
        RING,
        RING_BACK
    }

    /** One ringing; compared by identity. */
    private static final class Sound {
        private final Kind kind;

        Sound(Kind kind) {
            this.kind = kind;
        }
    }

    public ToneRinger() {
        this(Loudspeaker.ofThisSystem());
    }

    ToneRinger(Loudspeaker loudspeaker) {
        this.loudspeaker = loudspeaker;
    }

    @Override
    public void ring() {
        play(Kind.RING);
    }

    @Override
    public void ringBack() {
        play(Kind.RING_BACK);
    }

    @Override
    public void silence() {
        wanted.set(null);
    }

    @Override
    public void close() {
        silence();
    }

    private void play(Kind kind) {
        Sound now = wanted.get();
        if (now != null && now.kind == kind) {
            return;
        }
        var sound = new Sound(kind);
        wanted.set(sound);
        Thread.ofPlatform().daemon().name("cv-ring").start(() -> run(sound));
    }

    private void run(Sound sound) {
        Melody melody = sound.kind == Kind.RING ? Melody.ring() : Melody.ringBack();
        try (Loudspeaker.Playing playing = loudspeaker.open()) {
            byte[] step = new byte[2 * STEP];
            for (int at = 0; sound.equals(wanted.get()); at = (at + STEP) % melody.length()) {
                melody.write(at, step);
                playing.write(step);
            }
        } catch (Loudspeaker.NoSound e) {
            LOG.info("nothing rings: there is no sound output that can be used ({})", e.getMessage());
        }
    }
}
