package io.callvault.desktop.chaos;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong. Each is a name for {@code --faults} and a preset; what each does, and its rule, is in docs/chaos.md. */
enum Fault {
    CALM("nothing goes wrong: latency is measured here"),
    DROP("frames and HTTP answers vanish"),
    DUPLICATE("frames and requests come twice"),
    REORDER("frames come after the next one"),
    DELAY("frames come up to 30 s late"),
    SLICE("bytes come in pieces"),
    RESET("connections are reset"),
    HALF_OPEN("connections swallow everything and stay open"),
    STORM("all faults of the line at once, 5 % each"),
    WS_426("the WebSocket upgrade is refused"),
    WS_CLOSE("WebSockets are closed as soon as they open"),
    WS_SILENCE("the WebSocket upgrade is never answered"),
    SLOW_READER("one device reads slowly while a burst comes"),
    KILL_CLIENT("a client is killed at a random moment"),
    KILL_SERVER("the server is killed at a random moment"),
    BACKUP_RESTORED("the server goes on from an older copy of its data"),
    DB_TRUNCATED("a client's database is cut short while it is down"),
    DB_FLIPPED("bits of a client's database change while it is down"),
    DB_ZEROED("a part of a client's database is zeros"),
    SLEEP("a client's process is stopped for a while"),
    BURST_100("a hundred texts at once"),
    OFFLINE_100("a hundred texts while the device is offline"),
    TWO_DEVICES("two devices of one person write at the same time, and both read");

    private final String summary;

    Fault(String summary) {
        this.summary = summary;
    }

    String summary() {
        return summary;
    }

    /** As on the command line: {@code kill-client}. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String option) {
        return Arrays.stream(values())
                .filter(fault -> fault.option().equals(option.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
