package io.callvault.desktop.chaos;

/** How each fault is played. */
final class Scenes {

    private final Stage stage;
    private final LineScenes line;
    private final ServerScenes server;
    private final ClientScenes client;
    private final DiskScenes disk;

    Scenes(Stage stage) {
        this.stage = stage;
        this.line = new LineScenes(stage);
        this.server = new ServerScenes(stage);
        this.client = new ClientScenes(stage);
        this.disk = new DiskScenes(stage);
    }

    Scene of(Plan.Episode episode) {
        if (episode.fault().isEmpty()) {
            return Scene.none();
        }
        Fault fault = episode.fault().get();
        Device target = stage.cast().device(episode.target());
        return switch (fault) {
            case BURST_100 -> Scene.none();
            case DROP,
                    DUPLICATE,
                    REORDER,
                    DELAY,
                    SLICE,
                    RESET,
                    HALF_OPEN,
                    STORM,
                    GAP,
                    WS_426,
                    WS_CLOSE,
                    WS_SILENCE,
                    SLOW_READER,
                    OFFLINE_100 -> line.of(fault, target);
            case KILL_SERVER,
                    KILL_SERVER_BEFORE_COMMIT,
                    KILL_SERVER_AFTER_COMMIT,
                    KILL_SERVER_BEFORE_ACK,
                    KILL_SERVER_MID_FAN_OUT,
                    POWER_LOSS,
                    SERVER_DISK_FULL,
                    BACKUP_RESTORED,
                    TOKEN_EXPIRY -> server.of(episode, fault);
            case KILL_CLIENT,
                    KILL_BEFORE_OUTBOX,
                    KILL_AFTER_OUTBOX,
                    KILL_WHILE_WRITING,
                    KILL_AFTER_SEND,
                    KILL_AFTER_ACK_BEFORE_COMMIT,
                    KILL_AFTER_APPLY_BEFORE_EV_ACK,
                    REFRESH_CRASH,
                    CLOCK_4_MIN,
                    CLOCK_6_MIN,
                    CLOCK_1_DAY,
                    SLEEP,
                    COPIED_PROFILE,
                    TWO_DEVICES,
                    POISON -> client.of(episode, fault, target);
            case CLIENT_DISK_FULL, DB_TRUNCATED, DB_FLIPPED, DB_ZEROED, DB_WRONG_KEY, KEY_STORE_EMPTIED ->
                disk.of(episode, fault, target);
        };
    }
}
