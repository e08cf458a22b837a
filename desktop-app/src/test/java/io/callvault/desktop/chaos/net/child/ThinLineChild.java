package io.callvault.desktop.chaos.net.child;

import io.callvault.desktop.chaos.child.Lines;
import io.callvault.desktop.chaos.net.ThinLine;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A {@link ThinLine} at the server's place. */
public final class ThinLineChild {

    private ThinLineChild() {}

    /** @param arguments address of the server; port to forward to; seed. Begins as a good line; {@code terms} makes it another */
    public static void main(String[] arguments) throws IOException {
        Lines lines = new Lines();
        lines.endWithMain();
        try (ThinLine line = new ThinLine(
                new InetSocketAddress(arguments[0], 0),
                new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])),
                new ThinLine.Terms(0, 0, 100_000, 500),
                Long.parseLong(arguments[2]))) {
            lines.tell("READY " + line.port());
            lines.serve(command -> {
                if (command.verb().equals("terms")) {
                    line.terms(new ThinLine.Terms(
                            command.number(0), command.number(1), command.number(2), command.number(3)));
                }
                return line.carried() + " " + line.dropped();
            });
        }
    }
}
