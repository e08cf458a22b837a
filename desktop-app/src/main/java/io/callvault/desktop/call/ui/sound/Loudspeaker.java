package io.callvault.desktop.call.ui.sound;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;

/** Where the ring goes: the system's default output, or a test. */
interface Loudspeaker {
    /** One playing; used by one thread. */
    interface Playing extends AutoCloseable {
        /** Blocks until there is room. */
        void write(byte[] samples);

        /** Lets go of what was written and not heard yet. */
        @Override
        void close();
    }

    /** @throws NoSound if there is no device */
    Playing open() throws NoSound;

    /** There is nothing to play on. */
    final class NoSound extends Exception {
        private static final long serialVersionUID = 1L;

        NoSound(Throwable cause) {
            super(cause);
        }
    }

    /** The system's default output. */
    static Loudspeaker ofThisSystem() {
        return () -> {
            var format = new AudioFormat(Melody.RATE, 16, 1, true, false);
            try {
                SourceDataLine line = AudioSystem.getSourceDataLine(format);
                line.open(format, Melody.RATE / 10 * 2);
                line.start();
                return new Playing() {
                    @Override
                    public void write(byte[] samples) {
                        line.write(samples, 0, samples.length);
                    }

                    @Override
                    public void close() {
                        line.stop();
                        line.flush();
                        line.close();
                    }
                };
            } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
                throw new NoSound(e);
            }
        };
    }
}
