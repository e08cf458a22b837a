package io.callvault.desktop.app;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What the installed command {@code callvault} starts: {@code calltest} as the first word is the call test, everything else the app; and
 * {@code rehearsal} the walk that trains the packages' cache, from here so that the cache knows this class too.
 */
public final class Main {

    private static final String CALL_TEST = "calltest";
    private static final String REHEARSAL = "rehearsal";

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && REHEARSAL.equals(arguments[0])) {
            RehearsalMain.main(Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            start(arguments, AppMain::main, CallTestMain::main);
        }
    }

    /** Gives the arguments to the one they are for. */
    static void start(String[] arguments, Consumer<String[]> app, Consumer<String[]> callTest) {
        if (arguments.length > 0 && CALL_TEST.equals(arguments[0])) {
            callTest.accept(Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            app.accept(arguments);
        }
    }
}
