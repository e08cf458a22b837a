package io.callvault.rtc.webrtc;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether somebody answers at the system's sound: on Linux the natives would wait for ever for a PulseAudio that is not there. */
final class SoundServer {
    private SoundServer() {}

    static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    /** Connects to the socket of PulseAudio, or of PipeWire in its place; true on other systems. */
    static boolean answers() {
        return !isLinux() || sockets().anyMatch(SoundServer::answers);
    }

    private static Stream<Path> sockets() {
        return Stream.of(
                        named("PULSE_SERVER")
                                .filter(server -> server.startsWith("unix:"))
                                .map(server -> Path.of(server.substring("unix:".length()))),
                        named("PULSE_RUNTIME_PATH").map(folder -> Path.of(folder, "native")),
                        named("XDG_RUNTIME_DIR").map(folder -> Path.of(folder, "pulse", "native")),
                        Optional.of(Path.of("/run", "pulse", "native")))
                .flatMap(Optional::stream);
    }

    private static Optional<String> named(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
    }

    private static boolean answers(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }
}
