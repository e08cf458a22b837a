package io.callvault.desktop.chaos.child;

import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
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
 * Tells what became durable on this device, once each: {@code q NAME ID} an own text stands in the outbox, {@code k NAME ID} the
 * server has acknowledged it, {@code r NAME SEQ MICROS} a text from the server is here; {@code x NAME why} it was not
 * taken; {@code z MICROS} a snapshot was taken. {@code eq EDIT} and {@code ek EDIT} are the first two for an edit, {@code dq ID} and
 * {@code dk ID} for the delete of a text; {@code g ID} it was thrown away unsent.
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
                found.addAll(change(row));
            }
            changed.gone().forEach(id -> found.add("g " + id));
            if (!found.isEmpty()) {
                lines.tell(found);
            }
        }
    }

    /** The name of the text in a row, if it is one of this run. */
    static Optional<String> nameOf(StoredMessage row) {
        return row.op() == MessageOp.NEW && row.content() instanceof Content.Said(Body.Text(String text))
                ? Texts.read(text).map(Texts.Version::name)
                : Optional.empty();
    }

    /** About an own edit or delete. */
    private List<String> change(StoredMessage row) {
        if (!row.mine()) {
            return List.of();
        }
        String standing = row.pending() ? "q " : "k ";
        Optional<String> line = switch (row.content()) {
            case Content.Said(Body.Edit(ClientMessageId _, String text)) ->
                Texts.read(text).map(version -> "e" + standing + version.change());
            case Content.Said(Body.Delete(ClientMessageId of)) -> Optional.of("d" + standing + of);
            default -> Optional.empty();
        };
        return line.filter(told::add).stream().toList();
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
                found.add("q " + name + " " + row.clientId());
            }
            return found;
        }
        if (row.mine() && told.add("k " + name)) {
            found.add("k " + name + " " + row.clientId());
        }
        if (told.add("r " + name)) {
            found.add("r " + name + " " + row.seq() + " " + now);
        }
        return found;
    }
}
