package io.callvault.architecture.violations.habits;

/** Prints without being a command line. */
public final class Prints {
    void tell() {
        System.out.println("past the log");
    }
}
