package io.callvault.desktop.app;

/**
 * Runs the app twice in one process, a first start and a second one, and goes through its screens: what the training of the packages'
 * cache of classes starts (docs/startup.md). Its arguments are those of the app; the profile must be new.
 */
public final class RehearsalMain {

    private RehearsalMain() {}

    /** Ends the process: 0 if both walks came to their end. */
    public static void main(String[] arguments) {
        // Before the rehearsal's own class is loaded: it has a logger.
        AppMain.prepare();
        int first = AppMain.run(Rehearsal.firstStart(), arguments);
        System.exit(first == 0 ? AppMain.run(Rehearsal.secondStart(), arguments) : first);
    }
}
