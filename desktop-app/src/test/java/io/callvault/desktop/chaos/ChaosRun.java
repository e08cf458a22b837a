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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run, from sign-up to verdict. */
final class ChaosRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChaosRun.class);
    private static final int MAX_DUMP_BYTES = 256 * 1024 * 1024;
    /** What may wait when the next stretch begins: enough to be hit by it, too little to drag its own faults along. */
    private static final int BACKLOG = 200;

    /** Calm texts come at 200 a second: latency, not throughput. */
    private static final long CALM_MS = 5;

    /** Where edits and deletes race, there is something to change: elsewhere the texts come as fast as they can. */
    private static final long CHANGE_MS = 100;

    private static final long HEARTBEAT_MS = 2_000;
    private static final long ACCESS_LIFE_MS = 900_000;

    private final Settings settings;
    private final Consumer<String> progress;
    private final Ledger ledger = new Ledger();
    private final Cast cast;
    private final Backend backend;
    private final Stage stage;
    private final Scenes scenes;
    private final Map<String, Long> played = new TreeMap<>();

    /** @param progress one line a stretch, for who watches */
    ChaosRun(Settings settings, Consumer<String> progress) throws IOException {
        this.settings = settings;
        this.progress = progress;
        Files.createDirectories(settings.work());
        AtomicInteger port = new AtomicInteger();
        cast = new Cast(settings, port::get, ledger);
        Backend.Terms terms = new Backend.Terms(
                HEARTBEAT_MS, ACCESS_LIFE_MS, "normal", settings.broken().server());
        backend =
                new Backend(settings.work(), terms, cast.audiences(), port::set, line -> ledger.heard("server", line));
        stage = new Stage(cast, backend, ledger, fair(settings.transport()));
        scenes = new Scenes(stage);
    }

    /** What breaks the run itself is a finding too: a process that does not start, an answer that never comes. */
    Verdict play() throws IOException, WireException {
        long begin = System.nanoTime();
        try {
            return judged(begin);
        } catch (IllegalStateException | Child.Gone e) {
            LOG.error("the run broke", e);
            List<Finding> findings = new ArrayList<>(stage.findings());
            findings.add(new Finding(Finding.Rule.CONDUCT, "run", "-", String.valueOf(e.getMessage())));
            Verdict.Times times = new Verdict.Times(0, 0, millisSince(begin));
            return Verdict.of(settings, ledger, List.of(), Set.of(), counts(), times, findings);
        }
    }

    private Verdict judged(long begin) throws IOException, WireException {
        cast.devices().forEach(device -> device.proxy().weather(stage.fair()));
        backend.start(backend.usual().sound());
        cast.meet();
        if (!settings.broken().equals(Settings.Broken.NOTHING)) {
            backend.kill();
            backend.start();
        }
        progress.accept("everybody met after " + millisSince(begin) + " ms");
        List<Fault> faults = settings.faults().stream()
                .filter(fault -> settings.transport() != Settings.Transport.WS || !fault.blocksWebSockets())
                .toList();
        for (Plan.Episode episode :
                Plan.of(settings.seed(), settings.messages(), faults).episodes()) {
            long from = System.nanoTime();
            play(episode);
            played.merge(episode.name(), 1L, Long::sum);
            progress.accept(String.format(
                    "%3d %-30s %-3s %6d ms, %d wait",
                    episode.index(), episode.name(), episode.target(), millisSince(from), ledger.backlog()));
        }
        long healed = System.nanoTime();
        cast.devices().forEach(device -> device.proxy().weather(stage.fair()));
        List<Finding> findings = new ArrayList<>(new Quiet(stage).await(settings.quietWithin()));
        long quietMs = millisSince(healed);
        findings.addAll(stage.findings());
        List<Dump> devices = new ArrayList<>();
        List<Dump> servers = new ArrayList<>();
        for (Device device : cast.devices()) {
            devices.add(dump(device, "dump", device.name()));
            if (device.name().endsWith("1")) {
                servers.add(dump(device, "pages", "server as " + device.handle() + " sees it"));
            }
        }
        findings.addAll(Oracle.judge(new Evidence(
                ledger.attempted(),
                ledger.stored(),
                ledger.acknowledged(),
                ledger.poisoned(),
                ledger.changes(),
                cast.membership(),
                devices,
                servers)));
        Verdict.Times times = new Verdict.Times(
                quietMs,
                cast.devices().stream().mapToLong(Device::slowestOpenMs).max().orElse(0),
                millisSince(begin));
        return Verdict.of(settings, ledger, devices, cast.membership().keySet(), counts(), times, findings);
    }

    private void play(Plan.Episode episode) throws IOException {
        Scene scene = scenes.of(episode);
        boolean healthy = episode.fault().isEmpty();
        scene.prepare().run();
        for (int i = 0; i < episode.bursts().size(); i++) {
            change(episode, i);
            Plan.Burst burst = episode.bursts().get(i);
            var _ = cast.device(burst.device()).write(cast.room(burst.room()), burst.count(), healthy);
            if (healthy) {
                stage.pause(burst.count() * CALM_MS);
            }
        }
        scene.strike().run();
        change(episode, episode.bursts().size());
        stage.pause(episode.lengthMs());
        scene.heal().run();
        stage.drain(healthy ? 0 : BACKLOG);
    }

    private void change(Plan.Episode episode, int after) {
        if (episode.fault().equals(Optional.of(Fault.TWO_DEVICES))) {
            stage.pause(CHANGE_MS);
        }
        for (Plan.Change change : episode.changes()) {
            if (change.after() == after) {
                Device device = cast.device(change.device());
                String room = cast.room(change.room());
                ledger.pick(room, device.handle(), change.draw()).ifPresent(text -> {
                    if (change.delete()) {
                        device.delete(room, text);
                    } else {
                        device.edit(room, text);
                    }
                });
            }
        }
    }

    private Dump dump(Device device, String how, String holder) throws IOException, WireException {
        Path file = settings.work().resolve(how + "-" + device.name() + ".json");
        device.ask(how + " " + file);
        Dump dump = Json.read(Files.readAllBytes(file), MAX_DUMP_BYTES, Dump.class);
        return new Dump(holder, dump.rooms(), dump.deadLetters());
    }

    /** What was done, to processes and to units of the line. */
    private Map<String, Long> counts() {
        Map<String, Long> all = new TreeMap<>(played);
        for (Device device : cast.devices()) {
            device.proxy().counts().forEach((fate, count) -> all.merge("units-" + Fault.plain(fate), count, Long::sum));
            all.merge("snapshots", (long) device.snapshots(), Long::sum);
            all.merge("client-starts", (long) device.starts(), Long::sum);
            all.merge("websockets", device.proxy().webSockets(), Long::sum);
            all.merge("event-streams", device.proxy().streams(), Long::sum);
        }
        all.putAll(ledger.changeCounts());
        all.put("server-starts", (long) backend.starts());
        return all;
    }

    private static Weather fair(Settings.Transport transport) {
        return switch (transport) {
            case AUTO, WS -> Weather.FAIR;
            case SSE -> Weather.FAIR.withWebSocket(Weather.WebSocket.UPGRADE_REQUIRED);
            case POLL ->
                Weather.FAIR.withWebSocket(Weather.WebSocket.UPGRADE_REQUIRED).withoutStreams();
        };
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
