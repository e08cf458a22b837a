package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.proxy.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** How each fault is played. */
final class Scenes {

    /** Every unit with this probability where a fault has the line for itself. */
    private static final double OFTEN = 0.10;

    private static final double RARELY = 0.01;
    private static final double STORM = 0.05;
    private static final long LONGEST_DELAY_MS = 30_000;
    private static final int SLOW_BYTES = 60_000;
    private static final long LATEST_KILL_MS = 600;
    private static final Duration CATCH_UP = Duration.ofSeconds(20);

    private final Stage stage;

    Scenes(Stage stage) {
        this.stage = stage;
    }

    Scene of(Plan.Episode episode) {
        Device target = stage.cast().device(episode.target());
        return switch (episode.fault()) {
            case CALM, BURST_100 -> new Scene() {};
            case DROP -> everywhere(new Weather(OFTEN, 0, 0, 0, 0, 0, 0, 0, Weather.WebSocket.OPEN, false, 0));
            case DUPLICATE -> everywhere(new Weather(0, OFTEN, 0, 0, 0, 0, 0, 0, Weather.WebSocket.OPEN, false, 0));
            case REORDER -> everywhere(new Weather(0, 0, OFTEN, 0, 0, 0, 0, 0, Weather.WebSocket.OPEN, false, 0));
            case DELAY ->
                everywhere(
                        new Weather(0, 0, 0, OFTEN, LONGEST_DELAY_MS, 0, 0, 0, Weather.WebSocket.OPEN, false, 0));
            case SLICE -> everywhere(new Weather(0, 0, 0, 0, 0, 1, 0, 0, Weather.WebSocket.OPEN, false, 0));
            case RESET -> everywhere(new Weather(0, 0, 0, 0, 0, 0, RARELY, 0, Weather.WebSocket.OPEN, false, 0));
            case STORM -> everywhere(Weather.storm(STORM, LONGEST_DELAY_MS));
            case HALF_OPEN -> halfOpen(target);
            case WS_426 -> blocked(Weather.WebSocket.UPGRADE_REQUIRED);
            case WS_CLOSE -> blocked(Weather.WebSocket.CLOSE);
            case WS_SILENCE -> blocked(Weather.WebSocket.SILENCE);
            case SLOW_READER -> weather(List.of(target), Weather.slow(SLOW_BYTES));
            case KILL_CLIENT -> killed(target, episode);
            case KILL_SERVER -> serverKilled(episode);
            case BACKUP_RESTORED -> backup(episode);
            case DB_TRUNCATED, DB_FLIPPED, DB_ZEROED -> damaged(target, episode);
            case SLEEP -> asleep(target);
            case OFFLINE_100 -> offline(target);
            case TWO_DEVICES -> new Scene() {};
        };
    }

    private Scene everywhere(Weather weather) {
        return weather(stage.cast().devices(), weather);
    }

    private static Scene weather(List<Device> devices, Weather weather) {
        return new Scene() {
            @Override
            public void prepare() {
                devices.forEach(device -> device.proxy().weather(weather));
            }

            @Override
            public void heal() {
                devices.forEach(device -> device.proxy().weather(Weather.FAIR));
            }
        };
    }

    private static Scene halfOpen(Device target) {
        return new Scene() {
            @Override
            public void strike() {
                target.proxy().halfOpenAll();
            }
        };
    }

    private Scene blocked(Weather.WebSocket how) {
        Scene scene = everywhere(Weather.FAIR.withWebSocket(how));
        return new Scene() {
            @Override
            public void prepare() throws IOException {
                scene.prepare();
                stage.cast().devices().forEach(device -> device.proxy().resetAll());
            }

            @Override
            public void heal() throws IOException {
                scene.heal();
            }
        };
    }

    private Scene killed(Device target, Plan.Episode episode) {
        return new Scene() {
            @Override
            public void strike() {
                stage.pause(Math.round(LATEST_KILL_MS * episode.draw()));
                target.kill();
            }

            @Override
            public void heal() {
                target.launch();
                target.awaitReady();
            }
        };
    }

    private Scene serverKilled(Plan.Episode episode) {
        return new Scene() {
            @Override
            public void strike() {
                stage.pause(Math.round(LATEST_KILL_MS * episode.draw()));
                stage.backend().kill();
            }

            @Override
            public void heal() {
                stage.backend().start();
            }
        };
    }

    /** The copy is made while the server is down for a moment; what is written from then on is not in it. */
    private Scene backup(Plan.Episode episode) {
        return new Scene() {
            @Override
            public void prepare() throws IOException {
                stage.backend().kill();
                stage.backend().backUp();
                stage.backend().start();
            }

            @Override
            public void strike() throws IOException {
                stage.pause(Math.round(LATEST_KILL_MS * episode.draw()) + LATEST_KILL_MS);
                stage.backend().kill();
                stage.backend().restore();
            }

            @Override
            public void heal() {
                stage.backend().start();
            }
        };
    }

    private Scene damaged(Device target, Plan.Episode episode) {
        return new Scene() {
            @Override
            public void strike() throws IOException {
                stage.pause(Math.round(LATEST_KILL_MS * episode.draw()));
                target.kill();
                Random random = new Random(Double.doubleToLongBits(episode.draw()));
                Damage.of(episode.fault(), database(target), random);
            }

            @Override
            public void heal() {
                target.launch();
                target.awaitReady();
            }
        };
    }

    private static Path database(Device target) throws IOException {
        try (Stream<Path> files = Files.walk(target.profile().resolve("store"))) {
            return files.filter(file -> file.toString().endsWith(".mv.db"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no database under " + target.profile()));
        }
    }

    private static Scene asleep(Device target) {
        return new Scene() {
            @Override
            public void strike() throws IOException {
                Signals.stop(target.child().pid());
            }

            @Override
            public void heal() throws IOException {
                Signals.goOn(target.child().pid());
                target.ask("probe");
            }
        };
    }

    private static Scene offline(Device target) {
        return new Scene() {
            @Override
            public void prepare() {
                target.ask("offline");
            }

            @Override
            public void heal() {
                target.ask("online");
            }
        };
    }

    /** Waits until most of what was told stored is acknowledged, so that the next stretch finds the devices at work. */
    void catchUp(int most) {
        stage.ledger().await(CATCH_UP, () -> stage.ledger().backlog() <= most);
    }
}
