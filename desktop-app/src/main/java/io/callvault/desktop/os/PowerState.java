package io.callvault.desktop.os;

import java.nio.file.Path;
import java.util.Locale;

/** What is known about the computer's power. Reading may touch the disk: not on the FX thread. */
@FunctionalInterface
public interface PowerState {

    Reading read();

    /** How the power stands. */
    sealed interface Reading {

        /** Power from the wall, or no battery at all. */
        record Mains() implements Reading {}

        /**
         * On battery.
         *
         * @param percent of the charge, 0 to 100
         */
        record Battery(int percent) implements Reading {}

        /**
         * This system does not say.
         *
         * @param why a sentence for the connection details
         */
        record Unknown(String why) implements Reading {}
    }

    /** The one for the running system. */
    static PowerState ofThisSystem() {
        return of(System.getProperty("os.name", ""), Path.of("/sys/class/power_supply"));
    }

    /**
     * @param os {@code os.name} as the JVM tells it
     * @param supplies where Linux lists its power supplies
     */
    static PowerState of(String os, Path supplies) {
        if (os.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return new LinuxPower(supplies);
        }
        Reading.Unknown unknown = new Reading.Unknown(
                "Call Vault cannot read the battery on " + os + ": it saves power only when hidden.");
        return () -> unknown;
    }
}
