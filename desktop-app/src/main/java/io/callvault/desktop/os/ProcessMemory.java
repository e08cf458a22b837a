package io.callvault.desktop.os;

import java.nio.file.Path;
import java.util.Locale;

/** How much of the computer's memory this process occupies. Reading touches the disk: not on the FX thread. */
@FunctionalInterface
public interface ProcessMemory {

    Reading read();

    /** What is known. */
    sealed interface Reading {

        /**
         * In kibibytes.
         *
         * @param resident pages of this process in memory now, those it shares with other processes included
         * @param fromFiles of these, how many are parts of files (program code, the cache of classes), which the system may drop
         * @param peak the most that was resident so far
         */
        record Known(long resident, long fromFiles, long peak) implements Reading {}

        /**
         * This system does not say.
         *
         * @param why a sentence for the report
         */
        record Unknown(String why) implements Reading {}
    }

    /** The one for the running system. */
    static ProcessMemory ofThisSystem() {
        return of(System.getProperty("os.name", ""), Path.of("/proc/self/status"));
    }

    /**
     * @param os {@code os.name} as the JVM tells it
     * @param status where Linux tells about the process
     */
    static ProcessMemory of(String os, Path status) {
        if (os.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return new LinuxMemory(status);
        }
        Reading.Unknown unknown =
                new Reading.Unknown("Call Vault cannot read its memory on " + os + ": look into the task manager.");
        return () -> unknown;
    }
}
