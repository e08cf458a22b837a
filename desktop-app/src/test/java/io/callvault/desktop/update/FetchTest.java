package io.callvault.desktop.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.update.ReleaseServer.Asked;
import io.callvault.desktop.update.ReleaseServer.Mood;
import io.callvault.model.update.Channel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a package, over lines and from servers that do what they want. */
class FetchTest {

    private static final byte[] PACKAGE = UpdateManagerTest.bytes(1, 1_500_000);
    private static final Duration NEXT_TRY = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final ReleaseServer server = new ReleaseServer();
    private UpdateRig rig = new UpdateRig(Path.of(""));

    @BeforeEach
    void publish() {
        rig = new UpdateRig(folder);
        server.publish(1, Channel.STABLE, "1.1.0", PACKAGE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertWhole(UpdateService updates) {
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Ready.class);
        assertThat(rig.packages())
                .singleElement()
                .satisfies(file -> assertThat(file).hasBinaryContent(PACKAGE));
    }

    private UpdateService interrupted() {
        server.mood(Mood.CUTS);
        UpdateService updates = rig.startAndLook(server.build("1.0.0"));
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Failed.class);
        assertThat(rig.told()).isEmpty();
        server.mood(Mood.GOOD);
        return updates;
    }

    /** How many bytes of the package lie there unfinished. */
    private long kept() {
        return rig.packages().stream()
                .filter(file -> file.toString().endsWith(".part"))
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    @Test
    void anInterruptedDownloadGoesOnWhereItStopped() {
        UpdateService updates = interrupted();
        long kept = kept();
        assertThat(kept).isBetween(1L, (long) PACKAGE.length / 2);
        rig.loop.advance(NEXT_TRY);
        assertWhole(updates);
        assertThat(server.asked())
                .containsExactly(
                        new Asked(Optional.empty(), Optional.empty()),
                        new Asked(Optional.of("bytes=" + kept + "-"), Optional.of("\"1.1.0\"")));
    }

    @Test
    void itGoesOnAfterACrashToo() {
        interrupted();
        assertWhole(rig.startAndLook(server.build("1.0.0")));
        assertThat(server.asked().getLast().range()).isPresent();
    }

    @Test
    void aServerThatIgnoresRangesGivesItWhole() {
        UpdateService updates = interrupted();
        server.mood(Mood.IGNORES_RANGE);
        rig.loop.advance(NEXT_TRY);
        assertWhole(updates);
    }

    @Test
    void aFileThatChangedMeanwhileBeginsAnew() throws Exception {
        byte[] other = UpdateManagerTest.bytes(2, PACKAGE.length);
        server.file(other, "\"other\"");
        UpdateService updates = interrupted();
        server.file(PACKAGE, "\"right\"");
        rig.loop.advance(NEXT_TRY);
        assertWhole(updates);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void twoHalvesOfDifferentFilesAreFoundByTheHash() {
        server.file(UpdateManagerTest.bytes(2, PACKAGE.length), "\"other\"");
        UpdateService updates = interrupted();
        server.file(PACKAGE, "\"right\"");
        server.mood(Mood.IGNORES_IF_RANGE);
        rig.loop.advance(NEXT_TRY);
        assertWhole(updates);
        assertThat(server.asked()).hasSize(3);
        assertThat(rig.told()).isEmpty();
    }

    @Test
    void aPartThatIsTooLongBeginsAnew() throws Exception {
        UpdateService updates = interrupted();
        Path part = rig.packages().stream()
                .filter(file -> file.toString().endsWith(".part"))
                .findFirst()
                .orElseThrow();
        Files.write(part, new byte[PACKAGE.length + 1]);
        rig.loop.advance(NEXT_TRY);
        assertWhole(updates);
    }

    @Test
    void otherBytesOfTheSameLengthAreDeletedAndToldOnce() {
        byte[] other = PACKAGE.clone();
        other[3] ^= 1;
        server.file(other, "\"x\"");
        assertWrong();
    }

    @Test
    void aShorterFileIsDeletedAndTold() {
        server.file(Arrays.copyOf(PACKAGE, PACKAGE.length - 1), "\"x\"");
        assertWrong();
    }

    @Test
    void aLongerFileIsNotEvenRead() {
        server.file(Arrays.copyOf(PACKAGE, PACKAGE.length + 1), "\"x\"");
        assertWrong();
    }

    @Test
    void aBodyWithoutEndStopsAtTheSignedLength() {
        server.mood(Mood.NEVER_ENDS);
        assertWrong();
    }

    private void assertWrong() {
        UpdateService updates = rig.startAndLook(server.build("1.0.0"));
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Announced.class);
        assertThat(rig.packages()).isEmpty();
        assertThat(updates.install()).isEmpty();
        assertThat(rig.told()).singleElement().asString().contains("not what its makers signed");
        // Not again at once: neither now nor after a restart.
        int asked = server.asked().size();
        rig.loop.advance(Duration.ofHours(20));
        rig.startAndLook(server.build("1.0.0"));
        assertThat(server.asked()).hasSize(asked);
        assertThat(rig.told()).isEmpty();
        rig.loop.advance(Duration.ofHours(30));
        assertThat(server.asked().size()).isGreaterThan(asked);
    }

    @Test
    void aMissingFileIsTriedAgain() {
        server.mood(Mood.GONE);
        UpdateService updates = rig.startAndLook(server.build("1.0.0"));
        assertThat(updates.view().status()).isInstanceOf(UpdateStatus.Failed.class);
        assertThat(rig.told()).isEmpty();
        server.mood(Mood.GOOD);
        rig.loop.advance(NEXT_TRY);
        assertWhole(updates);
    }

    @Test
    void onlyTheNewestPackageIsKept() {
        assertWhole(rig.startAndLook(server.build("1.0.0")));
        byte[] next = UpdateManagerTest.bytes(3, 1_000);
        server.publish(2, Channel.STABLE, "1.2.0", next);
        rig.startAndLook(server.build("1.0.0"));
        assertThat(rig.packages())
                .singleElement()
                .satisfies(file -> assertThat(file)
                        .hasFileName("callvault_1.2.0_amd64.deb")
                        .hasBinaryContent(next));
    }

    @ParameterizedTest
    @CsvSource({
        "https://updates.example.org/list.json, true",
        "http://127.0.0.1:8080/list.json, true",
        "http://[::1]/list.json, true",
        "http://localhost/list.json, true",
        "http://updates.example.org/list.json, false",
        "http://127.0.0.1.example.org/list.json, false",
        "file:///etc/passwd, false",
        "ftp://localhost/list.json, false",
        "list.json, false"
    })
    void onlyHttpsIsAskedOrThisComputer(URI address, boolean asked) {
        assertThat(Courier.mayAsk(address)).isEqualTo(asked);
    }
}
