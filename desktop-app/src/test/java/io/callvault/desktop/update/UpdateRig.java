package io.callvault.desktop.update;

import io.callvault.desktop.link.ManualLoop;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.notice.Notices;
import io.callvault.desktop.os.Commands;
import io.callvault.desktop.os.Installation;
import io.callvault.desktop.os.PackageInstaller;
import io.callvault.desktop.settings.ManagedSettings;
import io.callvault.model.update.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A computer with an installed app whose clock moves when told; the app can be started over and over. */
final class UpdateRig {

    static final long START_MS = 1_800_000_000_000L;
    static final long LIFE_MS = Duration.ofDays(30).toMillis();

    /** Longer than the longest wait after the start, shorter than what follows it. */
    static final Duration FIRST_CHECK = Duration.ofMinutes(1);

    final Notices notices = new Notices();
    final NetworkSwitch network = new NetworkSwitch();
    final List<List<String>> started = new ArrayList<>();
    final Path cache;
    final Path state;
    ManualLoop loop = new ManualLoop();
    boolean scarce;
    ManagedSettings managed = ManagedSettings.NONE;
    Installation installation = new Installation(Optional.of(ReleaseServer.TARGET), Optional.empty(), "6.1.0-21-amd64");
    PackageInstaller installer = (kind, file) -> new PackageInstaller.Way.Opens(List.of("open", file.toString()));
    private long before;

    UpdateRig(Path folder) {
        cache = folder.resolve("cache").resolve("updates");
        state = folder.resolve("state");
    }

    final InstantSource clock = () -> Instant.ofEpochMilli(START_MS + before + loop.nanoTime() / 1_000_000);

    /** Starts the app; another one that was started before is gone without a word. */
    UpdateService start(Build build) {
        before = clock.millis() - START_MS;
        loop = new ManualLoop();
        UpdateService made = UpdateManager.start(new UpdateManager.Parts(
                loop,
                clock,
                new Random(7),
                build,
                installation,
                managed,
                network,
                () -> scarce,
                (kind, file) -> installer.wayOf(kind, file),
                new Recorder(),
                notices,
                cache,
                state,
                Duration.ofSeconds(3)));
        loop.runAll();
        return made;
    }

    /** Starts the app and lets it look for the first time. */
    UpdateService startAndLook(Build build) {
        UpdateService made = start(build);
        loop.advance(FIRST_CHECK);
        return made;
    }

    /** What the person was told since this was last asked. */
    List<String> told() {
        List<String> sentences =
                notices.current().stream().map(Notice::sentence).toList();
        notices.clear(Notice.Kind.UPDATE_FAILED);
        return sentences;
    }

    /** The files of packages that are there, whole or not. */
    List<Path> packages() {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(cache)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !cache.equals(file.getParent()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ManagedSettings managed(Optional<ManagedSettings.Updates> updates, Optional<Channel> channel) {
        return new ManagedSettings(Optional.empty(), updates, channel, Optional.empty(), Optional.empty());
    }

    private final class Recorder implements Commands {
        @Override
        public boolean exists(String program) {
            return false;
        }

        @Override
        public Optional<String> ask(List<String> command) {
            return Optional.empty();
        }

        @Override
        public void start(List<String> command) {
            started.add(command);
        }
    }
}
