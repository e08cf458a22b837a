package io.callvault.desktop.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;

/** Faults of a client's disk and keys. */
final class DiskScenes {

    private static final Duration EMPTY = Duration.ofSeconds(30);
    private static final int ROOM_BYTES = 30_000;
    private static final long ROOMY = 1L << 50;
    /** From the issue: every corruption opens within 10 s. */
    private static final long SLOWEST_OPEN_MS = 10_000;

    private final Stage stage;

    DiskScenes(Stage stage) {
        this.stage = stage;
    }

    Scene of(Plan.Episode episode, Fault fault, Device target) {
        return switch (fault) {
            case CLIENT_DISK_FULL ->
                Scene.during(() -> target.ask("room " + ROOM_BYTES), () -> {
                    target.ask("room " + ROOMY);
                    target.restart();
                });
            case DB_TRUNCATED, DB_FLIPPED, DB_ZEROED, DB_WRONG_KEY -> damaged(target, episode, fault);
            case KEY_STORE_EMPTIED -> keyless(target);
            default -> throw new IllegalArgumentException(fault + " is none of a client's disk");
        };
    }

    private Scene damaged(Device target, Plan.Episode episode, Fault fault) {
        return Scene.striking(
                () -> {
                    Moments.underWay(stage, episode);
                    target.kill();
                    Random random = new Random(Double.doubleToLongBits(episode.draw()));
                    Damage.of(fault, database(target), random);
                },
                () -> {
                    target.launch();
                    target.awaitReady();
                    opened(target);
                });
    }

    /** Whatever is in its outbox has failed for good. */
    private static boolean nothingWaits(Device target) {
        String[] status = target.ask("status").split(" ");
        return status[1].equals(status[2]);
    }

    private void opened(Device target) {
        if (target.lastOpenMs() > SLOWEST_OPEN_MS) {
            stage.conduct(target, "took " + target.lastOpenMs() + " ms to open after damage");
        }
        stage.cast().awaitRooms(target);
    }

    /** What nobody but the lost keys could read is sent before; the rest must all be there again after signing in anew. */
    private Scene keyless(Device target) {
        return new Scene(
                () -> {},
                () -> {
                    if (!stage.ledger().await(EMPTY, () -> nothingWaits(target))) {
                        stage.conduct(target, "had not sent all before its keys were lost");
                    }
                    target.kill();
                    Folders.delete(target.keys());
                    stage.ledger().keysLost(target.name());
                    target.launch();
                },
                () -> {
                    if (refuses(target)) {
                        target.child().awaitEnd();
                        Files.move(
                                target.profile(),
                                target.profile().resolveSibling(target.name() + "-keyless-" + target.starts()));
                        target.launch();
                        target.awaitReady();
                    }
                    if (!target.ask("account").equals("SignedIn")) {
                        target.ask("recover " + stage.cast().recoveryKey(target.handle()));
                    }
                    stage.cast().awaitRooms(target);
                });
    }

    /** It must say so in a sentence instead of starting without its keys. */
    private static boolean refuses(Device target) {
        try {
            target.awaitReady();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static Path database(Device target) throws IOException {
        try (Stream<Path> files = Files.walk(target.profile().resolve("store"))) {
            return files.filter(file -> file.toString().endsWith(".mv.db"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no database under " + target.profile()));
        }
    }
}
