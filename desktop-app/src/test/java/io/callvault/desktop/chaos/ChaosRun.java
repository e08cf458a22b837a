package io.callvault.desktop.chaos;

import io.callvault.desktop.chaos.oracle.Dump;
import io.callvault.desktop.chaos.oracle.Evidence;
import io.callvault.desktop.chaos.oracle.Finding;
import io.callvault.desktop.chaos.oracle.Oracle;
import io.callvault.desktop.chaos.proxy.Weather;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run, from sign-up to verdict. */
final class ChaosRun implements AutoCloseable {

    private static final int MAX_DUMP_BYTES = 256 * 1024 * 1024;
    private static final int BACKLOG = 200;
    private static final Backend.Terms TERMS = new Backend.Terms(2_000, 900_000);

    private final Settings settings;
    private final Consumer<String> progress;
    private final Ledger ledger = new Ledger();
    private final Backend backend;
    private final Cast cast;
    private final Stage stage;
    private final Scenes scenes;
    private final Map<String, Long> done = new TreeMap<>();

    ChaosRun(Settings settings, Consumer<String> progress) throws IOException {
        this.settings = settings;
        this.progress = progress;
        Files.createDirectories(settings.work());
        backend = new Backend(settings.work(), TERMS, line -> ledger.heard("server", line));
        cast = new Cast(settings.work(), backend, ledger, settings.seed());
        stage = new Stage(cast, backend, ledger);
        scenes = new Scenes(stage);
    }

    Verdict play() throws IOException, WireException {
        long begin = System.nanoTime();
        backend.start(cast.audiences());
        cast.meet();
        progress.accept("met after " + millisSince(begin) + " ms");
        for (Plan.Episode episode : Plan.of(settings.seed(), settings.messages(), settings.faults()).episodes()) {
            long from = System.nanoTime();
            play(episode);
            done.merge(episode.fault().option(), 1L, Long::sum);
            progress.accept(String.format(
                    "%3d %-16s %-3s %5d ms, backlog %d",
                    episode.index(), episode.fault().option(), episode.target(), millisSince(from), ledger.backlog()));
        }
        List<Finding> findings = new ArrayList<>();
        long healed = System.nanoTime();
        cast.devices().forEach(device -> device.proxy().weather(Weather.FAIR));
        findings.addAll(new Quiet(stage).await());
        long quietMs = millisSince(healed);
        List<Dump> devices = new ArrayList<>();
        List<Dump> servers = new ArrayList<>();
        for (Device device : cast.devices()) {
            devices.add(dump(device, "dump", device.name()));
            if (device.name().endsWith("1")) {
                servers.add(dump(device, "pages", "server as " + device.handle() + " sees it"));
            }
        }
        Evidence evidence = new Evidence(
                ledger.attempted(), ledger.stored(), ledger.acknowledged(), cast.membership(), devices, servers);
        findings.addAll(Oracle.judge(evidence));
        return verdict(findings, devices, quietMs, millisSince(begin));
    }

    private void play(Plan.Episode episode) throws IOException {
        Scene scene = scenes.of(episode);
        boolean healthy = episode.fault() == Fault.CALM;
        scene.prepare();
        for (Plan.Burst burst : episode.bursts()) {
            var _ = cast.device(burst.device()).write(cast.room(burst.room()), burst.count(), healthy);
            if (healthy) {
                stage.pause(burst.count() * 5L); // 200 a second: latency, not throughput
            }
        }
        scene.strike();
        stage.pause(episode.lengthMs());
        scene.heal();
        scenes.catchUp(BACKLOG);
    }

    private Dump dump(Device device, String how, String holder) throws IOException, WireException {
        Path file = settings.work().resolve(how + "-" + device.name() + ".json");
        device.ask(how + " " + file);
        Dump dump = Json.read(Files.readAllBytes(file), MAX_DUMP_BYTES, Dump.class);
        return new Dump(holder, dump.rooms(), dump.deadLetters());
    }

    private Verdict verdict(List<Finding> findings, List<Dump> devices, long quietMs, long tookMs) {
        Map<String, Long> faults = new LinkedHashMap<>(done);
        cast.devices().forEach(device -> device.proxy().counts().forEach((fate, count) -> {
            if (count > 0) {
                faults.merge("units-" + fate.name().toLowerCase(java.util.Locale.ROOT), count, Long::sum);
            }
        }));
        cast.devices().forEach(device -> faults.merge("client-starts", (long) device.starts(), Long::sum));
        cast.devices()
                .forEach(device -> faults.merge("websockets", device.proxy().webSockets(), Long::sum));
        faults.put("server-starts", (long) backend.starts());
        List<Dump.Row> rows = devices.stream()
                .flatMap(device -> device.rooms().stream())
                .filter(room -> cast.membership().containsKey(room.id()))
                .flatMap(room -> room.rows().stream())
                .toList();
        return new Verdict(
                findings.isEmpty(),
                settings.seed(),
                settings.replay(),
                ledger.attempted().values().stream().mapToInt(List::size).sum(),
                ledger.stored().size(),
                ledger.acknowledged().size(),
                (int) rows.stream().filter(row -> row.seq() > 0).count(),
                (int) rows.stream()
                        .filter(row -> row.standing() == Dump.Standing.FAILED)
                        .count(),
                Percentiles.of(ledger.latencies()),
                faults,
                quietMs,
                cast.devices().stream().mapToLong(Device::slowestOpenMs).max().orElse(0),
                tookMs,
                cast.devices().stream().map(Device::name).toList(),
                findings);
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    @Override
    public void close() {
        cast.close();
        backend.close();
    }
}
