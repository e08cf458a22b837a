package io.callvault.signaling.store.disk;

import java.nio.file.Path;

/** The file layer under H2. Any thread. */
public interface Disk {

    /** What stands before the file's name in H2's URL, with its colon. */
    String prefix();

    /** How many bytes the files in the folder may still grow by, as far as can be told. */
    long usableBytes(Path folder);

    /** The real one. */
    static Disk normal() {
        return new Disk() {
            @Override
            public String prefix() {
                // It survives thread interrupts, the default channel does not.
                return "async:";
            }

            @Override
            public long usableBytes(Path folder) {
                return usable(folder);
            }
        };
    }

    /** What the file system says. By java.io: the same question of java.nio reads the list of all mounts, 0.3 ms a time. */
    static long usable(Path folder) {
        return folder.toFile().getUsableSpace();
    }
}
