package io.callvault.desktop.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** Ruins a file. */
final class Damage {

    private static final int FLIPS = 20;
    /** What tells that it is a file of ours at all. */
    private static final int HEADER = 64;

    private static final int ZEROS = 8_192;

    private Damage() {}

    static void of(Fault fault, Path file, Random random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            switch (fault) {
                case DB_TRUNCATED -> channel.truncate(Math.round(size * random.nextDouble()));
                case DB_WRONG_KEY -> {
                    byte[] other = new byte[Math.toIntExact(Math.max(0, size - HEADER))];
                    random.nextBytes(other);
                    channel.write(ByteBuffer.wrap(other), HEADER);
                }
                case DB_ZEROED -> channel.write(ByteBuffer.allocate(ZEROS), Math.round(size * random.nextDouble()));
                default -> {
                    for (int i = 0; i < FLIPS; i++) {
                        long place = random.nextLong(size);
                        ByteBuffer one = ByteBuffer.allocate(1);
                        channel.read(one, place);
                        one.put(0, (byte) (one.get(0) ^ (1 << random.nextInt(8))));
                        one.rewind();
                        channel.write(one, place);
                    }
                }
            }
        }
    }
}
