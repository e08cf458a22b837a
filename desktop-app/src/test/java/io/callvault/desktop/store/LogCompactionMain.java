package io.callvault.desktop.store;

import io.callvault.desktop.fault.Faults;
import io.callvault.model.id.ConversationId;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes one draft after the other, so that the second log is begun anew all the time; prints each number once it is durable.
 * Meant to be killed at any moment.
 */
final class LogCompactionMain {

    /** Begun anew every few drafts. */
    private static final long COMPACT_FROM = 4_096;

    private LogCompactionMain() {}

    /** Arguments: the folder, and the first number. */
    public static void main(String[] arguments) throws StoreException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        Path folder = Path.of(arguments[0]);
        try (Store store = Store.open(folder, StoreFixture.KEY, Faults.none(), COMPACT_FROM)) {
            ConversationId chat = store.<ConversationId>read(
                    tx -> tx.conversations().list().getFirst().id());
            for (long number = Long.parseLong(arguments[1]); true; number++) {
                String text = number + " " + "x".repeat(400);
                StoreFixture.await(store.update(tx -> tx.drafts().save(chat, text)));
                out.println(number);
            }
        }
    }
}
