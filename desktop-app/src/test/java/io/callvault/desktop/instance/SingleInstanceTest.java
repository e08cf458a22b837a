package io.callvault.desktop.instance;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.desktop.instance.SingleInstance.Entry;
import io.callvault.desktop.vault.ProfileLock;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second start of a profile: it hands over, waits, or says why not. */
class SingleInstanceTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Request LINK = new Request.Link("callvault://add/anna");

    @TempDir
    private Path folder;

    private Path profile;
    private ProfileLock lock;
    private final BlockingQueue<Request> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void firstStart() {
        profile = folder.resolve("profile");
        lock = first(profile);
    }

    @AfterEach
    void end() {
        lock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CV1 show", "CV1 ping", "CV1 link callvault://add/anna?server=https://chat.example.org"})
    void aSecondStartHandsOver(String line) {
        Request request = Request.parse(line).orElseThrow();
        try (var _ = door()) {
            assertThat(SingleInstance.enter(profile, request)).isEqualTo(new Entry.HandedOver());
            assertThat(heard).containsExactly(request);
        }
    }

    @Test
    void anAppThatDoesNotAnswerIsSaidToBeSo() {
        try (var _ = InstanceDoor.open(profile, request -> new CompletableFuture<>())) {
            refused(SingleInstance.enter(profile, LINK, SHORT));
        }
        refused(SingleInstance.enter(profile, LINK, SHORT));
    }

    @Test
    void anAppThatRefusesIsWaitedForUntilItHasEnded() {
        try (var _ = InstanceDoor.open(profile, request -> {
            heard.add(request);
            var _ = CompletableFuture.runAsync(lock::close);
            return completedFuture(false);
        })) {
            Entry entry = SingleInstance.enter(profile, LINK);
            assertThat(heard).contains(LINK);
            assertThat(entry)
                    .isInstanceOfSatisfying(
                            Entry.First.class, first -> first.lock().close());
        }
    }

    @Test
    void anAppThatIsStillStartingIsWaitedFor() throws Exception {
        CompletableFuture<Entry> second = CompletableFuture.supplyAsync(() -> SingleInstance.enter(profile, LINK));
        try (var _ = door()) {
            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(new Entry.HandedOver());
        }
    }

    @Test
    void theSocketOfAKilledAppIsTakenOver() throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket()));
        }
        assertThat(socket()).exists();
        refused(SingleInstance.enter(profile, LINK, SHORT));
        try (var _ = door()) {
            assertThat(SingleInstance.enter(profile, LINK)).isEqualTo(new Entry.HandedOver());
        }
        assertThat(socket()).doesNotExist();
    }

    @Test
    void leavingTwiceLeavesTheNextOnesSocketAlone() throws IOException {
        InstanceDoor old = door();
        old.leave();
        try (var _ = door()) {
            old.leave();
            assertThat(SingleInstance.enter(profile, LINK)).isEqualTo(new Entry.HandedOver());
        }
    }

    /** Whoever speaks nonsense, too much, or nothing is sent away, and the next one is heard. */
    @Test
    void aStrangePeerDoesNotCloseTheDoor() throws IOException {
        try (var _ = door()) {
            assertThat(answer("CV9 explode\n")).isEqualTo("CV1 no\n");
            assertThat(answer("\n")).isEqualTo("CV1 no\n");
            assertThat(answer("x".repeat(Request.MOST_BYTES + 1))).isEmpty();
            assertThat(answer("CV1 show\nCV1 show\n")).isEqualTo("CV1 ok\n");
            try (SocketChannel leaves = connect()) {
                leaves.write(bytes("CV1 sh"));
            }
            try (SocketChannel silent = connect()) {
                assertThat(silent.isConnected()).isTrue();
                assertThat(SingleInstance.enter(profile, LINK)).isEqualTo(new Entry.HandedOver());
            }
            assertThat(heard).containsExactly(new Request.Show(), LINK);
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(SingleInstance.enter(file, LINK))
                .isInstanceOfSatisfying(
                        Entry.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("cannot be written"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMaySpeakToIt() throws IOException {
        try (var _ = door()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                    .endsWith("------");
        }
    }

    @Test
    void aPathThatIsTooLongForASocketGetsAShortOne() throws IOException {
        lock.close();
        profile = folder.resolve("p".repeat(120));
        lock = first(profile);
        Path socket = socket();
        assertThat(socket.toString()).hasSizeLessThanOrEqualTo(SocketPaths.MOST_BYTES);
        assertThat(socket.startsWith(profile.toRealPath())).isFalse();
        try (var _ = door()) {
            assertThat(socket).exists();
            assertThat(SingleInstance.enter(profile, LINK)).isEqualTo(new Entry.HandedOver());
        }
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatOthersMayEnterIsNotTrusted() throws IOException {
        Path runtime = Files.createDirectory(folder.resolve("run"));
        List<Path> places = SocketPaths.of(profile, Optional.of(runtime), folder);
        Path socket = places.stream()
                .filter(place -> place.startsWith(runtime))
                .findFirst()
                .orElseThrow();
        SocketPaths.prepare(socket, profile);
        Files.createFile(socket);
        assertThat(SocketPaths.isTrusted(socket, profile)).isTrue();
        Path parent = Optional.ofNullable(socket.getParent()).orElseThrow();
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(SocketPaths.isTrusted(socket, profile)).isFalse();
        assertThatThrownBy(() -> SocketPaths.prepare(socket, profile)).isInstanceOf(IOException.class);
        Files.delete(socket);
        Files.delete(parent);
        Files.createSymbolicLink(parent, profile);
        assertThat(SocketPaths.isTrusted(socket, profile)).isFalse();
        assertThatThrownBy(() -> SocketPaths.prepare(socket, profile)).isInstanceOf(IOException.class);
    }

    @Test
    void twoProfilesHaveTwoSockets() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThat(SocketPaths.of(profile, Optional.of(folder), folder))
                .doesNotContainAnyElementsOf(SocketPaths.of(other, Optional.of(folder), folder));
        assertThat(SocketPaths.of(profile, Optional.of(Path.of("not/absolute")), folder))
                .allMatch(Path::isAbsolute);
    }

    private static ProfileLock first(Path profile) {
        return ((Entry.First) SingleInstance.enter(profile, new Request.Show())).lock();
    }

    private static void refused(Entry entry) {
        assertThat(entry)
                .isInstanceOfSatisfying(
                        Entry.Refused.class,
                        refused -> assertThat(refused.sentence())
                                .matches("Call Vault is already open .*does not answer\\..*\\."));
    }

    private InstanceDoor door() {
        Function<Request, CompletionStage<Boolean>> taker = request -> completedFuture(heard.add(request));
        return InstanceDoor.open(profile, taker);
    }

    private Path socket() throws IOException {
        return SocketPaths.of(profile).getFirst();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }

    private String answer(String said) throws IOException {
        try (SocketChannel peer = connect()) {
            peer.write(bytes(said));
            ByteBuffer answer = ByteBuffer.allocate(64);
            while (peer.read(answer) > 0) {
                assertThat(answer.hasRemaining()).isTrue();
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        } catch (IOException resetByPeer) {
            // It left with our words unread.
            return "";
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
