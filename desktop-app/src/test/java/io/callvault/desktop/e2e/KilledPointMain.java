package io.callvault.desktop.e2e;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.app.Profile;
import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.fault.Point;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.store.Done;
import io.callvault.model.id.ConversationId;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The client without a window that {@link KilledPointTest} ends: writes numbers until it has passed the point often enough. */
final class KilledPointMain {

    /** How it ends at the point. */
    static final int HALTED = 42;

    private KilledPointMain() {}

    /**
     * @param arguments profile, server, point, how often it is passed, first number
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        Point end = Point.valueOf(arguments[2]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[3]));
        Faults faults = Faults.none().withPoints(point -> {
            if (point == end && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(HALTED);
            }
        });
        Profile profile = Profile.open(
                Path.of(arguments[0]),
                URI.create(arguments[1]),
                new NetworkSwitch(),
                ClientCore.Environment.real().withFaults(faults));
        ClientCore core = profile.core();
        ConversationId chat = core.store()
                .<ConversationId>read(tx -> tx.conversations().list().getFirst().id());
        for (int number = Integer.parseInt(arguments[4]); true; number++) {
            String text = Integer.toString(number);
            if (core.chat().send(chat, text).isPresent()) {
                throw new IllegalStateException("the message was refused");
            }
            // Behind it in the store's queue: when this is done, the message is durable.
            core.store().write(tx -> Done.DONE).toCompletableFuture().join();
            out.println("DURABLE " + text);
        }
    }
}
