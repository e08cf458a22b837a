package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.proxy.Fate;
import io.callvault.desktop.chaos.proxy.Weather;
import java.util.List;

/** Faults of the line. */
final class LineScenes {

    private static final double OFTEN = 0.10;
    private static final double RARELY = 0.01;
    private static final double STORM = 0.05;
    private static final double THIRD = 0.33;
    private static final int SLOW_BYTES = 60_000;

    private final Stage stage;

    LineScenes(Stage stage) {
        this.stage = stage;
    }

    Scene of(Fault fault, Device target) {
        Weather fair = stage.fair();
        return switch (fault) {
            case DROP -> everywhere(fair.with(Fate.DROP, OFTEN));
            case DUPLICATE -> everywhere(fair.with(Fate.DUPLICATE, OFTEN));
            case REORDER -> everywhere(fair.with(Fate.REORDER, OFTEN));
            case DELAY -> everywhere(fair.with(Fate.DELAY, OFTEN));
            case SLICE -> everywhere(fair.with(Fate.SLICE, 1));
            case RESET -> everywhere(fair.with(Fate.RESET, RARELY));
            case STORM -> everywhere(fair.storm(STORM));
            case GAP -> weather(List.of(target), fair.with(Fate.DROP, THIRD));
            case HALF_OPEN -> Scene.striking(() -> target.proxy().halfOpenAll(), () -> {});
            case WS_426 -> blocked(Weather.WebSocket.UPGRADE_REQUIRED);
            case WS_CLOSE -> blocked(Weather.WebSocket.CLOSE);
            case WS_SILENCE -> blocked(Weather.WebSocket.SILENCE);
            case SLOW_READER -> weather(List.of(target), fair.slow(SLOW_BYTES));
            case OFFLINE_100 -> Scene.during(() -> target.ask("offline"), () -> target.ask("online"));
            default -> throw new IllegalArgumentException(fault + " is none of the line");
        };
    }

    private Scene everywhere(Weather weather) {
        return weather(stage.cast().devices(), weather);
    }

    private Scene weather(List<Device> devices, Weather weather) {
        return Scene.during(
                () -> devices.forEach(device -> device.proxy().weather(weather)),
                () -> devices.forEach(device -> device.proxy().weather(stage.fair())));
    }

    /** What is open when it begins is reset, so that everybody meets it. */
    private Scene blocked(Weather.WebSocket how) {
        Scene scene = everywhere(stage.fair().withWebSocket(how));
        return Scene.during(
                () -> {
                    scene.prepare().run();
                    stage.cast().devices().forEach(device -> device.proxy().resetAll());
                },
                scene.heal());
    }
}
