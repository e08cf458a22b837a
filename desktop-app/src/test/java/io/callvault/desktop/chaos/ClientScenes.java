package io.callvault.desktop.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Faults of a client's process, clock and company. */
final class ClientScenes {

    private static final Duration TRAP = Duration.ofSeconds(5);
    private static final int LAST_VISIT = 6;
    private static final long SHORT_LIFE_MS = 2_000;
    private static final long SLEEP_MS = 900_000;
    private static final long COPY_LIVES_MS = 1_000;

    private final Stage stage;

    ClientScenes(Stage stage) {
        this.stage = stage;
    }

    Scene of(Plan.Episode episode, Fault fault, Device target) {
        return switch (fault) {
            case KILL_CLIENT ->
                Scene.striking(
                        () -> {
                            Moments.underWay(stage, episode);
                            target.kill();
                        },
                        () -> back(target));
            case KILL_BEFORE_OUTBOX -> trapped("BEFORE_OUTBOX", episode, target);
            case KILL_AFTER_OUTBOX -> trapped("AFTER_OUTBOX", episode, target);
            case KILL_WHILE_WRITING -> trapped("WHILE_WRITING", episode, target);
            case KILL_AFTER_SEND -> trapped("AFTER_SEND", episode, target);
            case KILL_AFTER_ACK_BEFORE_COMMIT -> trapped("AFTER_ACK_BEFORE_COMMIT", episode, target);
            case KILL_AFTER_APPLY_BEFORE_EV_ACK -> trapped("AFTER_APPLY_BEFORE_EV_ACK", episode, target);
            case REFRESH_CRASH -> refreshCrash(target);
            case CLOCK_4_MIN -> clock(target, episode, TimeUnit.MINUTES.toMillis(4));
            case CLOCK_6_MIN -> clock(target, episode, TimeUnit.MINUTES.toMillis(6));
            case CLOCK_1_DAY -> clock(target, episode, TimeUnit.DAYS.toMillis(1));
            case SLEEP -> sleep(target);
            case COPIED_PROFILE -> copied(target);
            case TWO_DEVICES -> Scene.striking(this::bothRead, this::bothRead);
            case POISON -> Scene.striking(() -> poison(target), () -> {});
            default -> throw new IllegalArgumentException(fault + " is none of a client's process");
        };
    }

    private void back(Device target) {
        target.launch();
        target.awaitReady();
    }

    /** Ends by itself at the point; if nothing leads there in time, it is killed. */
    private Scene trapped(String point, Plan.Episode episode, Device target) {
        return new Scene(
                () -> target.ask("trap " + point + " " + episode.visit(LAST_VISIT)),
                () -> {
                    if (!target.child().endsWithin(TRAP)) {
                        target.kill();
                    }
                },
                () -> back(target));
    }

    /** Whoever dies between the answer and the vault must still be signed in: the old refresh token counts until the new is used. */
    private Scene refreshCrash(Device target) {
        return new Scene(
                () -> {
                    stage.backend().kill();
                    target.ask("trap BETWEEN_REFRESH_AND_SAVE 1");
                    stage.backend().start(stage.backend().usual().withAccessLifeMs(SHORT_LIFE_MS));
                },
                () -> {
                    if (!target.child().endsWithin(TRAP)) {
                        target.kill();
                    }
                },
                () -> {
                    stage.backend().kill();
                    stage.backend().start();
                    back(target);
                    if (!target.ask("account").equals("SignedIn")) {
                        stage.conduct(target, "is not signed in after a crash between refresh and save");
                    }
                });
    }

    /** The clock is read at the start, so it changes with a restart in the midst of what is sent; then it is right again. */
    private Scene clock(Device target, Plan.Episode episode, long error) {
        long signed = episode.draw() < 0.5 ? error : -error;
        return Scene.striking(
                () -> {
                    Moments.underWay(stage, episode);
                    target.kill();
                    target.launch(signed, false);
                    target.awaitReady();
                    var _ = target.write(stage.cast().room(Cast.roomsOf(target).getFirst()), 1, false);
                },
                target::restart);
    }

    private Scene sleep(Device target) {
        return new Scene(
                () -> {
                    target.kill();
                    target.launch(0, true);
                    target.awaitReady();
                },
                () -> Signals.stop(target.child().pid()),
                () -> {
                    Signals.goOn(target.child().pid());
                    target.ask("jump " + SLEEP_MS);
                    target.ask("probe");
                });
    }

    /** The original is sent away and comes back when it is asked to; the copy is never asked to write. */
    private Scene copied(Device target) {
        return Scene.striking(
                () -> {
                    target.kill();
                    Child copy = target.copy();
                    back(target);
                    copy.ready(Device.PATIENCE);
                    stage.pause(COPY_LIVES_MS);
                    copy.kill();
                },
                () -> target.ask("probe"));
    }

    private void bothRead() {
        for (String name : Cast.DEVICES.keySet()) {
            Device device = stage.cast().device(name);
            for (String room : Cast.roomsOf(device)) {
                device.ask("readall " + stage.cast().room(room));
            }
        }
    }

    private void poison(Device target) throws IOException {
        var _ = target.poison(stage.cast().room(Cast.roomsOf(target).getFirst()));
    }
}
