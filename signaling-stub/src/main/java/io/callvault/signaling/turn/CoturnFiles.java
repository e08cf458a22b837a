package io.callvault.signaling.turn;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The child's folder: what it is told, its certificate, its number. The secret stands in a file, not in a list of processes. */
final class CoturnFiles {

    /** Relayed addresses one person may hold: a call takes one or two, a change of network doubles that. */
    private static final int MOST_OF_USER = 12;

    private static final int MOST = 1_200;

    /** Bytes a second of one relayed address: a call with video takes about 400,000. */
    private static final int MOST_BYTES_PER_SECOND = 1_500_000;

    private final Path folder;

    CoturnFiles(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    Path settings() {
        return folder.resolve("turnserver.conf");
    }

    Path log() {
        return folder.resolve("turnserver.log");
    }

    /** Writes everything anew. */
    void write(CoturnPlan plan, String secret) throws IOException {
        Files.createDirectories(folder);
        SelfSigned certificate = SelfSigned.make(InetAddress.ofLiteral(plan.address()), Instant.now());
        Path cert = own("cert.pem", certificate.certificate());
        Path key = own("key.pem", certificate.key());
        List<String> lines = new ArrayList<>(List.of(
                "listening-ip=" + plan.address(),
                "relay-ip=" + plan.address(),
                "listening-port=" + plan.port(),
                "tls-listening-port=" + plan.tlsPort(),
                "min-port=" + plan.lowest(),
                "max-port=" + plan.highest(),
                "realm=callvault",
                "use-auth-secret",
                "static-auth-secret=" + secret,
                "cert=" + cert,
                "pkey=" + key,
                "no-tlsv1",
                "no-tlsv1_1",
                "no-dtls",
                "no-cli",
                "no-multicast-peers",
                "no-tcp-relay",
                "no-software-attribute",
                "no-rfc5780",
                "fingerprint",
                "stale-nonce=600",
                "user-quota=" + MOST_OF_USER,
                "total-quota=" + MOST,
                "max-bps=" + MOST_BYTES_PER_SECOND,
                "userdb=" + folder.resolve("turndb"),
                "pidfile=" + folder.resolve("turnserver.pid"),
                "simple-log",
                "log-file=stdout"));
        if (plan.onLoopback()) {
            lines.add("allow-loopback-peers");
        }
        plan.denied().forEach(range -> lines.add("denied-peer-ip=" + range.text()));
        own("turnserver.conf", String.join("\n", lines) + "\n");
    }

    private Path own(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file;
    }

    /** The child of a server that was killed, if it still runs and is that child. */
    Optional<ProcessHandle> leftOver() {
        Path file = folder.resolve("turnserver.pid");
        try {
            long pid = Long.parseLong(
                    Files.readString(file, StandardCharsets.UTF_8).trim());
            return ProcessHandle.of(pid)
                    .filter(child -> child.info()
                            .commandLine()
                            .orElse("")
                            .contains(settings().toString()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
