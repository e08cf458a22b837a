package io.callvault.desktop.demo;

import java.nio.file.Path;

/** {@code callvault demo}. With a display two windows open; without one the story is played and judged. */
public final class DemoMain {

    private static final String LOG_SETTINGS = "logback.configurationFile";

    private DemoMain() {}

    /**
     * @param arguments none
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            System.err.println("demo takes no arguments; see 'callvault demo --help'.");
            System.exit(2);
        }
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "io/callvault/desktop/app-logback.xml");
        }
        // The toolkit's threads would keep the process.
        System.exit(code());
    }

    @SuppressWarnings("CatchingUnchecked") // whatever it dies of: the process must not stay behind with the toolkit
    private static int code() {
        try {
            return play();
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            return 1;
        }
    }

    private static int play() throws Exception {
        try (Backstage backstage = Backstage.open()) {
            return "Headless".equals(System.getProperty("glass.platform"))
                    ? new HeadlessDemo(backstage, Path.of("target", "demo")).play()
                    : new LiveDemo(backstage).run();
        }
    }
}
