package io.callvault.desktop.update;

import io.callvault.desktop.news.Subscription;
import io.callvault.desktop.news.Topic;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.update.Channel;
import io.callvault.model.update.Manifest;
import io.callvault.model.update.PackageKind;
import io.callvault.model.update.SemVer;
import io.callvault.model.update.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Updates that stand as a test wants. One thread. */
public final class FakeUpdates implements UpdateService {

    private final Topic<View> topic = new Topic<>();
    private final List<String> calls = new ArrayList<>();
    private View view = new View(
            SemVer.parse("1.0.0").orElseThrow(),
            new UpdateStatus.Waiting(Optional.empty()),
            new Choice(true, Channel.STABLE),
            true,
            false,
            false);

    public List<String> calls() {
        return calls;
    }

    public void set(UpdateStatus status) {
        set(new View(view.version(), status, view.choice(), view.possible(), view.locked(), view.channelLocked()));
    }

    public void set(View now) {
        view = now;
        topic.publish(now);
    }

    /** A version with notes of three lines. */
    public static Offer offer(String version) {
        return new Offer(
                SemVer.parse(version).orElseThrow(),
                "Calls connect faster behind strict firewalls.\nThe list of conversations is searched as you type.\nA crash when a headset is unplugged is gone.",
                new Manifest.Download(
                        new Target(Target.Os.LINUX, Target.Arch.X64, PackageKind.DEB),
                        "callvault_" + version + "_amd64.deb",
                        80_000_000,
                        Bytes.copyOf(new byte[32]),
                        Optional.empty()),
                URI.create("https://updates.example.org/callvault.deb"));
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
        calls.add("check");
    }

    @Override
    public void choose(Choice choice) {
        calls.add("choose " + choice.on() + " " + choice.channel());
        set(new View(view.version(), view.status(), choice, view.possible(), view.locked(), view.channelLocked()));
    }

    @Override
    public Optional<Install> install() {
        return Optional.empty();
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
