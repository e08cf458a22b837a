package io.callvault.desktop.chaos.child;

import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells what became durable on this device, once each: {@code q NAME} an own text stands in the outbox, {@code k NAME SEQ} the
 * server has acknowledged it, {@code r NAME SEQ MICROS} a text from the server is here; {@code x NAME why} it was not
 * taken; {@code z MICROS} a snapshot was taken.
 * Runs on the store thread, after the commit.
 */
final class Telling {

    private final Lines lines;
    private final Set<String> told = new HashSet<>();

    Telling(Lines lines) {
        this.lines = lines;
    }

    /** The time before the client hears of the text. */
    void asked(String name) {
        lines.tell("a " + name + " " + micros());
    }

    void refused(String name, String why) {
        lines.tell("x " + name + " " + why);
    }

    void committed(StoreNews news) {
        if (news instanceof StoreNews.Reset) {
            lines.tell("z " + micros());
        }
        if (news instanceof StoreNews.MessagesChanged changed) {
            long now = micros();
            List<String> found = new ArrayList<>();
            for (StoredMessage row : changed.rows()) {
                nameOf(row).ifPresent(name -> found.addAll(about(row, name, now)));
            }
            if (!found.isEmpty()) {
                lines.tell(found);
            }
        }
    }

    /** The name of the text in a row, if it is one of this run. */
    static Optional<String> nameOf(StoredMessage row) {
        return row.op() == MessageOp.NEW && row.content() instanceof Content.Said(Body.Text(String text))
                ? Texts.nameOf(text)
                : Optional.empty();
    }

    /** Wall time in microseconds: the processes of one machine share it. */
    static long micros() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    }

    private List<String> about(StoredMessage row, String name, long now) {
        List<String> found = new ArrayList<>();
        if (row.pending()) {
            if (row.mine() && told.add("q " + name)) {
                found.add("q " + name);
            }
            return found;
        }
        if (row.mine() && told.add("k " + name)) {
            found.add("k " + name + " " + row.seq());
        }
        if (told.add("r " + name)) {
            found.add("r " + name + " " + row.seq() + " " + now);
        }
        return found;
    }
}
