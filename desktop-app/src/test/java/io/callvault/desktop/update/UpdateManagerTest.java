package io.callvault.desktop.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.os.Installation;
import io.callvault.desktop.os.PackageInstaller;
import io.callvault.desktop.settings.ManagedSettings;
import io.callvault.desktop.update.ReleaseServer.Mood;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.update.Channel;
import io.callvault.model.update.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked for, when, and what counts; {@link FetchTest} is about the bytes of packages. */
class UpdateManagerTest {

    private static final byte[] PACKAGE = bytes(7, 300_000);

    @TempDir
    private Path folder;

    private final ReleaseServer server = new ReleaseServer();
    private UpdateRig rig = new UpdateRig(Path.of(""));

    @BeforeEach
    void rig() {
        rig = new UpdateRig(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static byte[] bytes(long seed, int length) {
        byte[] made = new byte[length];
        new Random(seed).nextBytes(made);
        return made;
    }

    private UpdateService publishAndStart(String version) {
        server.publish(1, Channel.STABLE, version, PACKAGE);
        return rig.startAndLook(server.build("1.0.0"));
    }

    private static void assertReady(UpdateService updates, String version) {
        assertThat(updates.view().status())
                .isInstanceOfSatisfying(
                        UpdateStatus.Ready.class,
                        ready -> assertThat(ready.offer().version()).hasToString(version));
    }

    @Test
    void aNewerVersionIsFetchedCheckedAndHandedToTheInstaller() throws IOException {
        UpdateService updates = publishAndStart("1.1.0");
        assertReady(updates, "1.1.0");
        Path file = rig.packages().getFirst();
        assertThat(rig.packages()).hasSize(1);
        assertThat(file).hasFileName("callvault_1.1.0_amd64.deb").hasBinaryContent(PACKAGE);
        assertThat(rig.started).isEmpty();
        assertThat(updates.install().orElseThrow().run()).isEmpty();
        assertThat(rig.started).containsExactly(List.of("open", file.toString()));
    }

    @Test
    void nothingIsAskedWhileTheAppStartsAndThenOnceADay() {
        server.publish(1, Channel.STABLE, "1.0.0", PACKAGE);
        UpdateService updates = rig.start(server.build("1.0.0"));
        rig.loop.advance(Duration.ofSeconds(14));
        assertThat(server.lists()).isZero();
        rig.loop.advance(Duration.ofSeconds(46));
        assertThat(server.lists()).isEqualTo(1);
        rig.loop.advance(Duration.ofHours(23));
        assertThat(server.lists()).isEqualTo(1);
        rig.loop.advance(Duration.ofHours(4));
        assertThat(server.lists()).isEqualTo(2);
        updates.close();
        rig.loop.advance(Duration.ofDays(2));
        assertThat(server.lists()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "0.9.9", "1.0.0-rc.1"})
    void theSameAndOlderVersionsAreNothingNew(String version) {
        UpdateService updates = publishAndStart(version);
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Newest.class);
        assertThat(server.asked()).isEmpty();
        assertThat(updates.install()).isEmpty();
    }

    @Test
    void testVersionsAreForThoseWhoWantThem() {
        server.publish(1, Channel.BETA, "1.1.0-beta.1", PACKAGE);
        UpdateService updates = rig.startAndLook(server.build("1.0.0"));
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Newest.class);
        updates.choose(new Choice(true, Channel.BETA));
        rig.loop.runAll();
        assertReady(updates, "1.1.0-beta.1");
        assertReady(rig.startAndLook(server.build("1.0.0")), "1.1.0-beta.1");
        updates = rig.start(server.build("1.0.0"));
        updates.choose(new Choice(true, Channel.STABLE));
        rig.loop.runAll();
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Newest.class);
        assertThat(rig.packages()).isEmpty();
    }

    @Test
    void aListWithOneOtherByteIsNotUsed() {
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
        byte[] list = ReleaseServer.signed(
                ReleaseServer.manifest(1, ReleaseServer.release(Channel.STABLE, "1.1.0", PACKAGE, Optional.empty())),
                ReleaseServer.KEY);
        list[list.length / 2] ^= 4;
        server.list(list);
        assertRefused(rig.startAndLook(server.build("1.0.0")), "");
    }

    @Test
    void aListOfAnotherKeyIsNotUsed() {
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
        Manifest good =
                ReleaseServer.manifest(1, ReleaseServer.release(Channel.STABLE, "1.1.0", PACKAGE, Optional.empty()));
        server.list(ReleaseServer.signed(good, SigningKey.generate(new SecureRandom())));
        assertRefused(rig.startAndLook(server.build("1.0.0")), "not signed");
    }

    @Test
    void anExpiredListIsNotUsed() {
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
        rig.start(server.build("1.0.0"));
        rig.loop.oversleep(Duration.ofDays(30));
        assertRefused(rig.startAndLook(server.build("1.0.0")), "out of date");
    }

    @Test
    void anOlderListNeverHidesANewerOne() {
        server.publish(1, Channel.STABLE, "1.0.0", PACKAGE);
        byte[] old = ReleaseServer.signed(
                ReleaseServer.manifest(4, ReleaseServer.release(Channel.STABLE, "1.2.0", PACKAGE, Optional.empty())),
                ReleaseServer.KEY);
        server.publish(5, Channel.STABLE, "1.0.0", PACKAGE);
        UpdateService updates = rig.startAndLook(server.build("1.0.0"));
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Newest.class);
        server.list(old);
        // Also after a restart, and when a person asks.
        assertRefused(rig.startAndLook(server.build("1.0.0")), "older list");
        server.publish(5, Channel.STABLE, "1.3.0", PACKAGE);
        assertReady(rig.startAndLook(server.build("1.0.0")), "1.3.0");
    }

    private void assertRefused(UpdateService updates, String words) {
        assertThat(updates.view().status())
                .isInstanceOfSatisfying(
                        UpdateStatus.Failed.class,
                        failed -> assertThat(failed.sentence()).contains(words));
        assertThat(server.lists()).isPositive();
        assertThat(server.asked()).isEmpty();
        assertThat(rig.packages()).isEmpty();
    }

    @Test
    void theNewestThatThisSystemRunsIsTakenAndOneThatItDoesNotIsTold() {
        byte[] other = bytes(8, 1_000);
        Manifest.Release old = ReleaseServer.release(Channel.STABLE, "1.1.0", PACKAGE, Optional.of("5.10"));
        Manifest.Release young = ReleaseServer.release(Channel.STABLE, "2.0.0", other, Optional.of("6.2"));
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
        server.list(ReleaseServer.signed(ReleaseServer.manifest(2, old, young), ReleaseServer.KEY));
        assertReady(rig.startAndLook(server.build("1.0.0")), "1.1.0");
        assertThat(rig.startAndLook(server.build("1.1.0")).view().status())
                .isInstanceOfSatisfying(
                        UpdateStatus.Newest.class,
                        newest -> assertThat(newest.needs()).contains("2.0.0", "6.2"));
    }

    @Test
    void whileBatteryOrDataAreShortNobodyIsAskedUnlessAPersonWantsIt() {
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
        rig.scarce = true;
        UpdateService updates = rig.start(server.build("1.0.0"));
        rig.loop.advance(Duration.ofHours(30));
        assertThat(server.lists()).isZero();
        updates.checkNow();
        updates.checkNow();
        rig.loop.runAll();
        assertReady(updates, "1.1.0");
        assertThat(server.lists()).isEqualTo(1);
    }

    @Test
    void whoWorksOfflineIsNotTakenOnline() {
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
        rig.network.set(false);
        UpdateService updates = rig.startAndLook(server.build("1.0.0"));
        updates.checkNow();
        rig.loop.runAll();
        assertThat(updates.view().status()).isEqualTo(new UpdateStatus.Failed("You are working offline."));
        assertThat(server.lists()).isZero();
    }

    @Test
    void switchedOffStaysOff() {
        UpdateService updates = publishAndStart("1.1.0");
        updates.choose(new Choice(false, Channel.STABLE));
        rig.loop.runAll();
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Off.class);
        assertThat(updates.install()).isEmpty();
        int before = server.lists();
        updates = rig.start(server.build("1.0.0"));
        rig.loop.advance(Duration.ofDays(3));
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Off.class);
        assertThat(updates.view().possible()).isTrue();
        assertThat(server.lists()).isEqualTo(before);
        updates.choose(new Choice(true, Channel.STABLE));
        rig.loop.runAll();
        assertReady(updates, "1.1.0");
    }

    @Test
    void anOrganisationDecidesOverThePerson() {
        server.publish(1, Channel.BETA, "1.1.0-beta", PACKAGE);
        rig.managed = UpdateRig.managed(Optional.of(ManagedSettings.Updates.NOTIFY), Optional.of(Channel.BETA));
        UpdateService updates = rig.startAndLook(server.build("1.0.0"));
        updates.choose(new Choice(false, Channel.STABLE));
        rig.loop.runAll();
        assertThat(updates.view().locked()).isTrue();
        assertThat(updates.view().channelLocked()).isTrue();
        assertThat(updates.view().status())
                .isInstanceOfSatisfying(
                        UpdateStatus.Announced.class,
                        announced -> assertThat(announced.sentence()).contains("1.1.0-beta", "organisation"));
        assertThat(server.asked()).isEmpty();
        rig.managed = UpdateRig.managed(Optional.of(ManagedSettings.Updates.AUTOMATIC), Optional.of(Channel.BETA));
        updates = rig.startAndLook(server.build("1.0.0"));
        assertReady(updates, "1.1.0-beta");
        updates.choose(new Choice(false, Channel.STABLE));
        rig.loop.runAll();
        assertReady(updates, "1.1.0-beta");
    }

    @Test
    void someCopiesTakeNoUpdatesAndSayWhy() {
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
        Build build = server.build("1.0.0");
        rig.managed = UpdateRig.managed(Optional.of(ManagedSettings.Updates.OFF), Optional.empty());
        assertOff(rig.startAndLook(build), "organisation");
        rig.managed = ManagedSettings.NONE;
        assertOff(rig.startAndLook(new Build(build.version(), Optional.empty())), "build");
        var installed = rig.installation;
        rig.installation = new Installation(Optional.empty(), Optional.empty(), "6");
        assertOff(rig.startAndLook(build), "package");
        rig.installation = new Installation(installed.target(), Optional.of("Debian's apt"), "6");
        assertOff(rig.startAndLook(build), "Debian's apt");
        assertThat(server.lists()).isZero();
    }

    private static void assertOff(UpdateService updates, String words) {
        updates.checkNow();
        assertThat(updates.view().status())
                .isInstanceOfSatisfying(
                        UpdateStatus.Off.class, off -> assertThat(off.why()).contains(words));
        assertThat(updates.view().possible()).isFalse();
    }

    @Test
    void aCrashBetweenDownloadAndInstallationLosesNothing() {
        assertReady(publishAndStart("1.1.0"), "1.1.0");
        server.close();
        UpdateService again = rig.startAndLook(server.build("1.0.0"));
        assertReady(again, "1.1.0");
        assertThat(again.install()).isPresent();
        rig.scarce = true;
        assertReady(rig.startAndLook(server.build("1.0.0")), "1.1.0");
    }

    @Test
    void aPackageThatWasSwappedAfterItWasCheckedIsNotStarted() throws IOException {
        UpdateService updates = publishAndStart("1.1.0");
        Install install = updates.install().orElseThrow();
        byte[] other = PACKAGE.clone();
        other[other.length - 1] ^= 1;
        Files.write(rig.packages().getFirst(), other);
        assertThat(install.run())
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("deleted"));
        assertThat(rig.started).isEmpty();
        assertThat(rig.packages()).isEmpty();
    }

    @Test
    void afterAFailedInstallationItIsToldOnceAndGivenUpAfterThree() {
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
        for (int attempt = 1; attempt <= Memory.MOST_ATTEMPTS; attempt++) {
            UpdateService updates = rig.startAndLook(server.build("1.0.0"));
            assertReady(updates, "1.1.0");
            assertThat(updates.install().orElseThrow().run()).isEmpty();
            // The installer did not finish: the old version starts again.
            updates = rig.startAndLook(server.build("1.0.0"));
            assertThat(rig.told()).singleElement().asString().contains("1.1.0", "not installed");
            assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Announced.class);
            assertThat(updates.install()).isEmpty();
            rig.start(server.build("1.0.0"));
            assertThat(rig.told()).isEmpty();
            rig.loop.oversleep(Duration.ofDays(1).multipliedBy(attempt == 1 ? 1 : 3));
        }
        UpdateService tired = rig.startAndLook(server.build("1.0.0"));
        assertThat(tired.view().status())
                .isInstanceOfSatisfying(
                        UpdateStatus.Announced.class,
                        announced -> assertThat(announced.sentence()).contains("3 attempts"));
        assertThat(rig.told()).isEmpty();
        tired.checkNow();
        rig.loop.runAll();
        assertReady(tired, "1.1.0");
    }

    @Test
    void afterAGoodInstallationNothingIsTold() {
        UpdateService updates = publishAndStart("1.1.0");
        assertThat(updates.install().orElseThrow().run()).isEmpty();
        updates = rig.startAndLook(server.build("1.1.0"));
        assertThat(rig.told()).isEmpty();
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Newest.class);
        assertThat(rig.packages()).isEmpty();
        assertThat(new MemoryFile(rig.state).read().attempt()).isEmpty();
    }

    @Test
    void aFolderThatOthersCanWriteIsNotUsed() throws IOException {
        Files.createDirectories(rig.cache);
        Files.setPosixFilePermissions(rig.cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        UpdateService updates = publishAndStart("1.1.0");
        assertThat(updates.view().status())
                .isInstanceOfSatisfying(
                        UpdateStatus.Failed.class,
                        failed -> assertThat(failed.sentence()).contains(rig.cache.toString()));
        assertThat(server.lists()).isZero();
    }

    @Test
    void twoRunningAppsDoNotFetchIntoOneFolder() throws IOException {
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
        Downloads other = new Downloads(rig.cache);
        try (var _ = other.hold().orElseThrow()) {
            assertThat(rig.startAndLook(server.build("1.0.0")).view().status())
                    .isInstanceOfSatisfying(
                            UpdateStatus.Failed.class,
                            failed -> assertThat(failed.sentence()).contains("Another"));
        }
        rig.loop.advance(Duration.ofMinutes(15));
        assertThat(server.lists()).isEqualTo(1);
    }

    @Test
    void whatNobodyForesawIsToldAndTriedAgain() {
        PackageInstaller good = rig.installer;
        rig.installer = (kind, file) -> {
            throw new IllegalStateException("for the test");
        };
        UpdateService updates = publishAndStart("1.1.0");
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Failed.class);
        rig.installer = good;
        rig.loop.advance(Duration.ofMinutes(10));
        assertReady(updates, "1.1.0");
    }

    @Test
    void aMemoryThatCannotBeReadIsAsNone() throws IOException {
        Files.createDirectories(rig.state);
        Files.writeString(rig.state.resolve("updates.json"), "{\"serial\":");
        assertReady(publishAndStart("1.1.0"), "1.1.0");
        assertThat(new MemoryFile(rig.state).read().serial()).isEqualTo(1);
    }

    @Test
    void withoutAServerItIsTriedAgainLessAndLess() {
        server.mood(Mood.GONE);
        server.list(new byte[0]);
        UpdateService updates = rig.startAndLook(server.build("1.0.0"));
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Failed.class);
        rig.loop.advance(Duration.ofHours(1));
        int first = server.lists();
        rig.loop.advance(Duration.ofHours(23));
        int second = server.lists() - first;
        assertThat(first).isBetween(3, 4);
        assertThat(second).isBetween(2, 4);
    }
}
