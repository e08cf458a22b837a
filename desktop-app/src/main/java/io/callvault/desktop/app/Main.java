package io.callvault.desktop.app;

import java.util.Arrays;
import java.util.function.Consumer;

/** What the installed command {@code callvault} starts: {@code calltest} as the first word is the call test, everything else the app. */
public final class Main {

    private static final String CALL_TEST = "calltest";

    private Main() {}

    public static void main(String[] arguments) {
        start(arguments, AppMain::main, CallTestMain::main);
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
