package io.callvault.desktop.chaos;

import java.time.Duration;

/** Faults of the server's process, disk and clockwork. */
final class ServerScenes {

    private static final Duration TRAP = Duration.ofSeconds(5);
    private static final int LAST_VISIT = 12;
    private static final long SHORT_LIFE_MS = 2_000;
    private static final int ROOM_BYTES = 40_000;
    private static final int BEHIND_BACKUP = 30;
    private static final long PATIENCE_MS = 4_000;

    private final Stage stage;

    ServerScenes(Stage stage) {
        this.stage = stage;
    }

    Scene of(Plan.Episode episode, Fault fault) {
        Backend backend = stage.backend();
        return switch (fault) {
            case KILL_SERVER ->
                Scene.striking(
                        () -> {
                            Moments.underWay(stage, episode);
                            backend.kill();
                        },
                        backend::start);
            case KILL_SERVER_BEFORE_COMMIT -> trapped("BEFORE_COMMIT", episode);
            case KILL_SERVER_AFTER_COMMIT -> trapped("AFTER_COMMIT", episode);
            case KILL_SERVER_BEFORE_ACK -> trapped("BEFORE_ACK", episode);
            case KILL_SERVER_MID_FAN_OUT -> trapped("MID_FAN_OUT", episode);
            case POWER_LOSS ->
                new Scene(
                        () -> again(backend.usual().withDisk("forgetful")),
                        () -> {
                            Moments.underWay(stage, episode);
                            backend.kill();
                        },
                        backend::start);
            case SERVER_DISK_FULL ->
                new Scene(
                        () -> {
                            again(backend.usual().withDisk("small"));
                            backend.child().ask("room " + ROOM_BYTES, Device.PATIENCE);
                        },
                        () -> {},
                        () -> {
                            backend.kill();
                            backend.start();
                        });
            case BACKUP_RESTORED -> backup(episode);
            case TOKEN_EXPIRY ->
                Scene.during(
                        () -> again(backend.usual().withAccessLifeMs(SHORT_LIFE_MS)), () -> again(backend.usual()));
            default -> throw new IllegalArgumentException(fault + " is none of the server");
        };
    }

    private void again(Backend.Terms terms) {
        stage.backend().kill();
        stage.backend().start(terms);
    }

    /** Ends by itself at the point; if nothing leads there in time, it is killed. */
    private Scene trapped(String point, Plan.Episode episode) {
        Backend backend = stage.backend();
        return new Scene(
                () -> backend.child().ask("trap " + point + " " + episode.visit(LAST_VISIT), Device.PATIENCE),
                () -> {
                    if (!backend.child().endsWithin(TRAP)) {
                        backend.kill();
                    }
                },
                backend::start);
    }

    /** The copy is made while the server is down for a moment; what is written from then on is not in it. */
    private Scene backup(Plan.Episode episode) {
        Backend backend = stage.backend();
        return new Scene(
                () -> {
                    backend.kill();
                    backend.backUp();
                    backend.start();
                },
                () -> {
                    int before = stage.ledger().acknowledged().size();
                    stage.ledger()
                            .await(
                                    Duration.ofMillis(PATIENCE_MS),
                                    () -> stage.ledger().acknowledgedCount() > before + BEHIND_BACKUP * episode.draw());
                    backend.kill();
                    backend.restore();
                },
                backend::start);
    }
}
