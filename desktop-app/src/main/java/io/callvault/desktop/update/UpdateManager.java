package io.callvault.desktop.update;

import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.desktop.notice.Notices;
import io.callvault.desktop.os.Commands;
import io.callvault.desktop.os.Installation;
import io.callvault.desktop.os.PackageInstaller;
import io.callvault.desktop.settings.ManagedSettings;
import io.callvault.model.update.SemVer;
import io.callvault.model.update.Target;
import io.callvault.model.wire.ManifestCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for updates, fetches and offers them. All work is done on one loop; the app starts and ends without waiting for it. Looks soon
 * after the start and then once a day, not while battery or data are short unless a person asks.
 */
public final class UpdateManager implements UpdateService {

    /**
     * What it works with.
     *
     * @param clock the time; the server's, where it is known
     * @param scarce whether battery or data are short
     * @param cache for packages; may be cleared by anybody
     * @param state for what is remembered
     * @param patience how long a connection may bring nothing
     */
    public record Parts(
            Loop loop,
            InstantSource clock,
            RandomGenerator random,
            Build build,
            Installation installation,
            ManagedSettings managed,
            NetworkSwitch network,
            BooleanSupplier scarce,
            PackageInstaller installer,
            Commands commands,
            Notices notices,
            Path cache,
            Path state,
            Duration patience) {}

    private static final Logger LOG = LoggerFactory.getLogger(UpdateManager.class);

    /** After what people see at the start, and not all computers of a company in the same second. */
    private static final Duration FIRST = Duration.ofSeconds(15);

    private static final Duration FIRST_SPREAD = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration DAY_SPREAD = Duration.ofHours(2);
    private static final Duration LATER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMinutes(5);

    private final Parts parts;
    private final Judge judge;
    private final Downloads downloads;
    private final MemoryFile memory;
    private final Alarm alarm;
    private final Attempts attempts;
    private final Topic<View> topic = new Topic<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean closing;
    private volatile Choice choice;
    private volatile View view;
    private Optional<UpdateStatus.Ready> ready = Optional.empty();
    private int failures;

    private UpdateManager(Parts parts, Build.Source source, Target target) {
        this.parts = parts;
        judge = new Judge(
                source, parts.build().version(), target, parts.installation().osVersion());
        downloads = new Downloads(parts.cache());
        memory = new MemoryFile(parts.state());
        attempts = new Attempts(memory, parts.notices(), parts.clock());
        alarm = new Alarm(parts.loop(), parts.clock(), parts.random(), () -> check(false));
        choice = ruled(Choice.DEFAULT);
        view = viewOf(new UpdateStatus.Waiting(Optional.empty()));
    }

    /** Starts looking for updates, where this copy of the app can and may. Any thread; reads nothing itself. */
    public static UpdateService start(Parts parts) {
        SemVer version = parts.build().version();
        if (parts.managed().updates().equals(Optional.of(ManagedSettings.Updates.OFF))) {
            return new NoUpdates(version, "Your organisation has switched updates off.", true);
        }
        Optional<String> packager = parts.installation().packager();
        if (packager.isPresent()) {
            return new NoUpdates(version, "Updates come from " + packager.get() + ", not through the app.");
        }
        if (parts.build().source().isEmpty()) {
            return new NoUpdates(version, "This build does not look for updates.");
        }
        if (parts.installation().target().isEmpty()) {
            return new NoUpdates(version, "This copy was not installed from a package, so it does not update itself.");
        }
        UpdateManager made = new UpdateManager(
                parts,
                parts.build().source().get(),
                parts.installation().target().get());
        parts.loop().execute(made::begin);
        return made;
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public Subscription subscribe(Consumer<View> listener) {
        return topic.subscribe(listener);
    }

    @Override
    public void checkNow() {
        if (!asked.getAndSet(true)) {
            parts.loop().execute(() -> check(true));
        }
    }

    @Override
    public void choose(Choice wanted) {
        Choice next = ruled(wanted);
        synchronized (this) {
            choice = next;
            show(view.status());
        }
        parts.loop().execute(() -> chosen(next));
    }

    @Override
    public Optional<Install> install() {
        return view.status() instanceof UpdateStatus.Ready(Offer offer, PackageInstaller.Way.Opens(var command))
                ? Optional.of(new Install(
                        offer, command, new Install.Parts(downloads, memory, parts.commands(), parts.clock())))
                : Optional.empty();
    }

    @Override
    public void close() {
        closing = true;
    }

    /** What an organisation decided stands above what a person wants. */
    private Choice ruled(Choice wanted) {
        return new Choice(
                wanted.on() || parts.managed().updates().isPresent(),
                parts.managed().channel().orElse(wanted.channel()));
    }

    private void begin() {
        Memory kept = attempts.settle(parts.build().version());
        choice = ruled(kept.choice());
        show(
                choice.on()
                        ? new UpdateStatus.Waiting(lastCheck(kept))
                        : new UpdateStatus.Off("Updates are switched off."));
        if (choice.on()) {
            alarm.after(FIRST, FIRST_SPREAD);
        }
    }

    private void chosen(Choice next) {
        attempts.change(kept -> kept.with(next));
        if (!next.on()) {
            alarm.cancel();
            ready = Optional.empty();
            show(new UpdateStatus.Off("Updates are switched off."));
        } else {
            check(false);
        }
    }

    /** Whatever goes wrong, it is said and tried again: nobody else would ever look. */
    private void check(boolean person) {
        try {
            checkNow(person);
        } catch (RuntimeException e) {
            LOG.error("looking for updates failed", e);
            failed("Looking for updates did not work. It is tried again later.");
        }
    }

    private void checkNow(boolean person) {
        asked.set(false);
        alarm.cancel();
        if (closing || !choice.on()) {
            return;
        }
        BooleanSupplier wanted =
                () -> !closing && choice.on() && (person || !parts.scarce().getAsBoolean());
        if (!wanted.getAsBoolean() || !parts.network().isOn()) {
            waitFor(person ? "You are working offline." : "");
            return;
        }
        try (Courier courier = new Courier(parts.network(), wanted)) {
            Optional<Downloads.Hold> hold = downloads.hold();
            if (hold.isEmpty()) {
                failed("Another Call Vault that is running looks for updates already.");
                return;
            }
            try (var _ = hold.get()) {
                look(courier, person);
            }
        } catch (IOException e) {
            LOG.warn("updates cannot be kept on this computer: {}", String.valueOf(e.getMessage()));
            failed("Updates cannot be kept on this computer: check that the disk is not full and that " + parts.cache()
                    + " can be written by you alone.");
        }
    }

    /** Not now; what is here already is offered all the same. */
    private void waitFor(String why) {
        try {
            Optional<Downloads.Hold> hold = ready.isPresent() ? Optional.empty() : downloads.hold();
            if (hold.isPresent()) {
                try (var _ = hold.get()) {
                    offerKept();
                }
            }
        } catch (IOException e) {
            LOG.info("kept updates cannot be read: {}", String.valueOf(e.getMessage()));
        }
        if (ready.isEmpty() && !why.isEmpty()) {
            show(new UpdateStatus.Failed(why));
        }
        alarm.after(LATER, LATER);
    }

    private void look(Courier courier, boolean person) throws IOException {
        if (person || ready.isEmpty()) {
            show(new UpdateStatus.Checking());
        }
        byte[] list;
        try {
            list = courier.bytes(judge.source().manifest(), ManifestCodec.MAX_BYTES);
        } catch (IOException e) {
            LOG.info("the list of updates could not be fetched: {}", String.valueOf(e.getMessage()));
            offerKept();
            failed("The list of updates could not be fetched. It is tried again later.");
            return;
        }
        long now = parts.clock().millis();
        switch (judge.judge(list, choice.channel(), attempts.memory().serial(), now)) {
            case Judge.Verdict.Refused(String sentence) -> {
                LOG.warn("a list of updates was refused: {}", sentence);
                offerKept();
                failed(sentence);
            }
            case Judge.Verdict.Nothing(long serial, String needs) -> {
                accept(list, serial, now, Optional.empty());
                show(new UpdateStatus.Newest(Instant.ofEpochMilli(now), needs));
                alarm.after(DAY, DAY_SPREAD);
            }
            case Judge.Verdict.Newer(long serial, Offer offer) -> {
                accept(list, serial, now, Optional.of(offer));
                obtain(courier, offer, person);
            }
        }
    }

    private void accept(byte[] list, long serial, long now, Optional<Offer> offer) throws IOException {
        failures = 0;
        attempts.change(kept -> kept.checked(serial, now));
        downloads.keepList(list);
        downloads.keepOnly(offer);
        ready = ready.filter(one -> offer.equals(Optional.of(one.offer())));
    }

    private void obtain(Courier courier, Offer offer, boolean person) {
        if (parts.managed().updates().equals(Optional.of(ManagedSettings.Updates.NOTIFY))) {
            announce(offer, "Version " + offer.version() + " is out. Your organisation installs it.");
            return;
        }
        if (person) {
            attempts.forget();
        }
        Optional<String> not = attempts.against(offer);
        if (not.isPresent()) {
            announce(offer, not.get());
            return;
        }
        show(new UpdateStatus.Fetching(offer, 0));
        switch (new Fetcher(courier, downloads, parts.patience())
                .fetch(offer, bytes -> show(new UpdateStatus.Fetching(offer, bytes)))) {
            case Fetcher.Result.Whole() -> {
                offer(offer);
                alarm.after(DAY, DAY_SPREAD);
            }
            case Fetcher.Result.Stopped(String sentence) -> failed(sentence);
            case Fetcher.Result.Wrong() -> announce(offer, attempts.wrong(offer));
        }
    }

    private void announce(Offer offer, String sentence) {
        ready = Optional.empty();
        show(new UpdateStatus.Announced(offer, sentence));
        alarm.after(DAY, DAY_SPREAD);
    }

    /** After a restart, or without network: what was fetched before and is still right. */
    private void offerKept() throws IOException {
        Optional<byte[]> list = ready.isPresent() ? Optional.empty() : downloads.list(ManifestCodec.MAX_BYTES);
        if (list.isEmpty() || parts.managed().updates().equals(Optional.of(ManagedSettings.Updates.NOTIFY))) {
            return;
        }
        Judge.Verdict verdict = judge.judge(
                list.get(),
                choice.channel(),
                attempts.memory().serial(),
                parts.clock().millis());
        if (verdict instanceof Judge.Verdict.Newer(long _, Offer offer)
                && attempts.against(offer).isEmpty()
                && downloads.isWhole(offer)) {
            offer(offer);
        }
    }

    private void offer(Offer offer) {
        PackageInstaller.Way way =
                parts.installer().wayOf(offer.download().target().kind(), downloads.file(offer));
        ready = Optional.of(new UpdateStatus.Ready(offer, way));
        show(ready.get());
    }

    private void failed(String sentence) {
        show(ready.<UpdateStatus>map(one -> one).orElse(new UpdateStatus.Failed(sentence)));
        Duration wait = SOON.multipliedBy((long) Math.pow(3, Math.min(failures, 6)));
        failures++;
        alarm.after(wait.compareTo(DAY) < 0 ? wait : DAY, wait.dividedBy(4));
    }

    private static Optional<Instant> lastCheck(Memory kept) {
        return kept.checkedMs() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(kept.checkedMs()));
    }

    private View viewOf(UpdateStatus status) {
        return new View(
                parts.build().version(),
                status,
                choice,
                true,
                parts.managed().updates().isPresent(),
                parts.managed().channel().isPresent());
    }

    private synchronized void show(UpdateStatus status) {
        View now = viewOf(status);
        if (!now.equals(view)) {
            view = now;
            topic.publish(now);
        }
    }
}
