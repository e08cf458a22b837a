package io.callvault.desktop.demo;

import io.callvault.signaling.bot.call.EchoMedia;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The demo's backend in a process of its own, so that it can be killed. Ends when the demo does: its input is closed then. */
final class BackendMain {

    /** Before the port, on the line that says that clients may come. */
    static final String READY = "READY ";

    private BackendMain() {}

    /**
     * @param arguments folder of the database; port, 0 for any
     */
    public static void main(String[] arguments) throws Exception {
        ServerConfig config = ServerConfig.in(Path.of(arguments[0]))
                .withPort(Integer.parseInt(arguments[1]))
                .withEchoMedia(new EchoMedia.Child());
        try (SignalingServer server = SignalingServer.start(config)) {
            URI address = server.uri();
            System.out.println(READY + address);
            System.out.flush();
            waitForTheEnd();
        }
        System.exit(0);
    }

    private static void waitForTheEnd() throws IOException {
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }
}
