package io.callvault.desktop.calltest.media;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.Evidence;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.calltest.probe.ServerDoor;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.rtc.CallEngine;
import io.callvault.rtc.Devices;
import io.callvault.rtc.IceServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The jobs that need the media engine, one after the other: so that a crash has one step to its name. */
public final class MediaJobs {
    public static final List<Step> STEPS = Stream.concat(
                    Stream.of(
                            Steps.CANDIDATES,
                            Steps.IPV6,
                            Steps.MICROPHONE,
                            Steps.CLIPPING,
                            Steps.CAMERA,
                            Steps.SPEAKER),
                    Steps.CALL.stream())
            .toList();

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration FIND = Duration.ofSeconds(4);

    private final CallTestOptions options;
    private final List<IceServer> servers;
    private final Supplier<CallEngine> engine;
    private final Consumer<Evidence> evidence;
    private final Sources sources;

    /**
     * @param servers relays to use; empty for none
     * @param engine gives the same one each time; the first time may take a second, and may end the process
     */
    public MediaJobs(
            CallTestOptions options,
            List<IceServer> servers,
            Supplier<CallEngine> engine,
            Consumer<Evidence> evidence) {
        this.options = options;
        this.servers = servers;
        this.engine = engine;
        this.evidence = evidence;
        sources = options.headlessAudio() ? Sources.made() : Sources.ofDevices();
    }

    /** Those that have a step left. */
    public List<Job> jobs(List<String> without) {
        return all().stream()
                .map(job -> new Job(
                        job.steps().stream()
                                .filter(step -> !without.contains(step.id()))
                                .toList(),
                        job.needs(),
                        job.behind().stream()
                                .filter(id -> !without.contains(id))
                                .toList(),
                        job.limit(),
                        desk -> job.work().run((id, outcome) -> {
                            if (!without.contains(id)) {
                                desk.finish(id, outcome);
                            }
                        })))
                .filter(job -> !job.steps().isEmpty())
                .toList();
    }

    private List<Job> all() {
        Duration call = LIMIT.plus(LIMIT).plusSeconds(options.talkSeconds());
        List<Job> jobs = new ArrayList<>();
        jobs.add(new Job(List.of(Steps.CANDIDATES, Steps.IPV6), List.of(), List.of(), LIMIT, this::gather));
        jobs.add(new Job(
                        List.of(Steps.MICROPHONE, Steps.CLIPPING, Steps.CAMERA),
                        List.of(),
                        List.of(),
                        LIMIT,
                        this::devices)
                .behind(Steps.IPV6.id()));
        jobs.add(Job.of(Steps.SPEAKER, LIMIT, this::speaker).behind(Steps.CAMERA.id(), Steps.CLIPPING.id()));
        jobs.add(new Job(
                        Steps.CALL,
                        List.of(),
                        List.of(),
                        options.withPerson() ? call.plus(CallProbe.PERSON) : call,
                        new CallProbe(
                                options,
                                servers,
                                engine,
                                sources,
                                trace -> evidence.accept(new Evidence(List.of(), List.of(), Optional.of(trace)))))
                .behind(Steps.SPEAKER.id(), Steps.IPV6.id()));
        return jobs;
    }

    private void gather(Job.Desk desk) throws InterruptedException {
        if (available(desk, Steps.CANDIDATES, Steps.IPV6)) {
            new GatherProbe(
                            engine.get(),
                            servers,
                            found -> evidence.accept(new Evidence(List.of(), found, Optional.empty())))
                    .run(desk);
        }
    }

    private void devices(Job.Desk desk) throws InterruptedException {
        if (available(desk, Steps.MICROPHONE, Steps.CLIPPING, Steps.CAMERA)) {
            Devices.Found found = found();
            evidence.accept(new Evidence(
                    Stream.of(
                                    named("microphone", found.microphones()),
                                    named("speaker", found.speakers()),
                                    named("camera", found.cameras()))
                            .flatMap(List::stream)
                            .toList(),
                    List.of(),
                    Optional.empty()));
            new DeviceProbe(engine.get(), sources, found).run(desk);
        }
    }

    private void speaker(Job.Desk desk) throws InterruptedException {
        if (available(desk, Steps.SPEAKER)) {
            boolean microphone = !sources.synthetic() && !found().microphones().isEmpty();
            new SpeakerProbe(engine.get(), sources, microphone).run(desk);
        }
    }

    private Devices.Found found() throws InterruptedException {
        Devices.Found none = new Devices.Found(
                List.of(), List.of(), List.of(), List.of(), false, "The system did not say which devices there are.");
        try {
            return engine.get().devices().find().get(FIND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            return none;
        }
    }

    /** Without the engine its steps are broken, not failed: the network has nothing to do with it. */
    private boolean available(Job.Desk desk, Step... steps) {
        if (engine.get().availability() instanceof CallEngine.Availability.Unavailable(String sentence)) {
            for (Step step : steps) {
                desk.finish(step.id(), Outcome.broken("engine_missing", sentence, "the media engine is not available"));
            }
            return false;
        }
        return true;
    }

    private static List<Evidence.Device> named(String kind, List<Devices.Device> found) {
        return found.stream().map(one -> new Evidence.Device(kind, one.name())).toList();
    }

    static ServerDoor door(CallTestOptions options) {
        return new ServerDoor(new ServerAddress(URI.create(options.server())), InstantSource.system());
    }
}
