package io.callvault.desktop.chaos;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong. Each is a name for {@code --faults} and a preset; what each does, and its rule, is in docs/chaos.md. */
enum Fault {
    DROP("frames and HTTP answers vanish"),
    DUPLICATE("frames and requests come twice"),
    REORDER("frames come after the next one"),
    DELAY("frames come up to 30 s late"),
    SLICE("bytes come in pieces"),
    RESET("connections are reset"),
    HALF_OPEN("connections swallow everything and stay open"),
    STORM("all faults of the line at once, 5 % each"),
    GAP("a third of the frames to one device vanish while others still come"),
    WS_426("the WebSocket upgrade is refused"),
    WS_CLOSE("WebSockets are closed as soon as they open"),
    WS_SILENCE("the WebSocket upgrade is never answered"),
    SLOW_READER("one device reads slowly while a burst comes"),
    KILL_CLIENT("a client is killed at a random moment"),
    KILL_BEFORE_OUTBOX("a client dies before a text is in its outbox"),
    KILL_AFTER_OUTBOX("a client dies when a text is in its outbox and nobody knows"),
    KILL_WHILE_WRITING("a client dies in the midst of a commit"),
    KILL_AFTER_SEND("a client dies when a text was handed to the link"),
    KILL_AFTER_ACK_BEFORE_COMMIT("a client dies with an acknowledgement that is not committed"),
    KILL_AFTER_APPLY_BEFORE_EV_ACK("a client dies with events committed and not confirmed"),
    KILL_SERVER("the server is killed at a random moment"),
    KILL_SERVER_BEFORE_COMMIT("the server dies before a commit"),
    KILL_SERVER_AFTER_COMMIT("the server dies after a commit that is not on the disk"),
    KILL_SERVER_BEFORE_ACK("the server dies with durable messages that nobody was told of"),
    KILL_SERVER_MID_FAN_OUT("the server dies when half of the events are sent"),
    POWER_LOSS("the server's machine loses power: what was not forced to the disk is gone"),
    SERVER_DISK_FULL("the server's disk takes no more"),
    BACKUP_RESTORED("the server goes on from an older copy of its data"),
    CLOCK_4_MIN("a client's clock is four minutes wrong, then right again"),
    CLOCK_6_MIN("a client's clock is six minutes wrong, then right again"),
    CLOCK_1_DAY("a client's clock is a day wrong, then right again"),
    CLIENT_DISK_FULL("a client's disk takes no more"),
    DB_TRUNCATED("a client's database is cut short while it is down"),
    DB_FLIPPED("bits of a client's database change while it is down"),
    DB_ZEROED("a part of a client's database is zeros"),
    DB_WRONG_KEY("a client's database is one that its key does not open"),
    KEY_STORE_EMPTIED("a client's keys are gone; it signs in anew with the recovery key"),
    TOKEN_EXPIRY("access tokens live for two seconds while texts are sent"),
    REFRESH_CRASH("a client dies with new tokens that it has not kept"),
    COPIED_PROFILE("a copy of a device runs at the same time"),
    TWO_DEVICES("two devices of one person write at the same time, and both read"),
    SLEEP("a client's process is stopped, and 15 minutes are gone when it goes on"),
    POISON("a text whose signature does not fit"),
    BURST_100("a hundred texts at once"),
    OFFLINE_100("a hundred texts while the device is offline");

    private final String summary;

    Fault(String summary) {
        this.summary = summary;
    }

    String summary() {
        return summary;
    }

    /** Whether it stands in the way of WebSockets. */
    boolean blocksWebSockets() {
        return this == WS_426 || this == WS_CLOSE || this == WS_SILENCE;
    }

    /** As on the command line: {@code kill-client}. */
    String option() {
        return plain(this);
    }

    static String plain(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String option) {
        return Arrays.stream(values())
                .filter(fault -> fault.option().equals(option.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
