package io.callvault.signaling.turn;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system's coturn as a child of this process: told everything by a file of its own, started again when it dies, ended with the
 * server. One thread watches it. {@link #start} and {@link #close} block.
 */
public final class Coturn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Coturn.class);

    private static final String PROGRAM = "turnserver";

    /** It listens after about 100 ms on an idle machine. */
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int PING_MS = 100;
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 30_000;

    /** A child that lived so long was not broken from the start. */
    private static final long HEALTHY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final long GOODBYE_S = 3;

    private final Path program;
    private final CoturnPlan plan;
    private final CoturnFiles files;
    private final String secret;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread watcher;
    private volatile Process child;

    private Coturn(Path program, CoturnPlan plan, CoturnFiles files, String secret) throws IOException {
        this.program = program;
        this.plan = plan;
        this.files = files;
        this.secret = secret;
        this.child = launch();
        this.watcher = Thread.ofPlatform().name("cv-coturn").unstarted(this::watch);
    }

    /** Whether there is a coturn on this machine. */
    public static boolean installed() {
        return find().isPresent();
    }

    private static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator, -1)) {
            try {
                Path program = Path.of(folder.isEmpty() ? "." : folder, PROGRAM);
                if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                    return Optional.of(program);
                }
            } catch (InvalidPathException e) {
                LOG.debug("PATH names something that is no folder: {}", e.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Starts it and waits until it answers. Blocks for up to 10 s.
     *
     * @param folder for its settings and its log; made if missing
     * @param shared the secret it is to share with other relays of this server; blank: one of its own
     * @throws NoRelayException with one sentence: what is wrong and what to do
     */
    public static Coturn start(Path folder, CoturnPlan plan, String shared) throws NoRelayException {
        Path program = find().orElseThrow(
                        () -> new NoRelayException(
                                "coturn is not installed, so there is no relay for calls: install the package coturn, or name a relay with --turn."));
        CoturnFiles files = new CoturnFiles(folder);
        files.leftOver().ifPresent(ProcessHandle::destroyForcibly);
        String secret = shared.isBlank() ? random() : shared;
        try {
            CoturnPlan exact = plan.withPorts(free(plan.address(), plan.port()), free(plan.address(), plan.tlsPort()));
            files.write(exact, secret);
            Coturn coturn = new Coturn(program, exact, files, secret);
            if (!coturn.listens()) {
                coturn.end();
                throw new NoRelayException("coturn does not listen on " + plan.address() + ", port " + exact.port()
                        + ", so there is no relay for calls: its reasons are in " + files.log() + ".");
            }
            coturn.watcher.start();
            return coturn;
        } catch (IOException e) {
            throw new NoRelayException(
                    "coturn cannot be started, so there is no relay for calls: check " + folder + ".", e);
        }
    }

    private static String random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The port if nobody has it, for 0 any; coturn itself would go on without saying so. */
    private static int free(String address, int wanted) throws NoRelayException {
        InetAddress at = InetAddress.ofLiteral(address);
        IOException last = new IOException("never tried");
        for (int attempt = 0; attempt < (wanted == 0 ? 20 : 1); attempt++) {
            try (ServerSocket tcp = new ServerSocket(wanted, 1, at);
                    DatagramSocket udp = new DatagramSocket(new InetSocketAddress(at, tcp.getLocalPort()))) {
                return udp.getLocalPort();
            } catch (IOException e) {
                last = e;
            }
        }
        throw new NoRelayException(
                "Port " + wanted + " on " + address
                        + " cannot be used, so there is no relay for calls: choose others with"
                        + " --coturn-port, --coturn-tls-port or --coturn-address.",
                last);
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        List.of(program.toString(), "-c", files.settings().toString()))
                .redirectErrorStream(true)
                .redirectOutput(files.log().toFile())
                .start();
    }

    private boolean listens() throws IOException {
        long until = System.nanoTime() + START_NANOS;
        while (child.isAlive() && System.nanoTime() < until) {
            if (StunPing.answers(plan.address(), plan.port(), PING_MS)) {
                return true;
            }
        }
        return false;
    }

    private void watch() {
        long pauseMs = FIRST_PAUSE_MS;
        long since = System.nanoTime();
        try {
            while (true) {
                int code = child.waitFor();
                if (closing.getCount() == 0) {
                    return;
                }
                pauseMs = System.nanoTime() - since > HEALTHY_NANOS ? FIRST_PAUSE_MS : pauseMs;
                LOG.warn("coturn ended with {}; it is started again in {} ms", code, pauseMs);
                if (closing.await(pauseMs, TimeUnit.MILLISECONDS)) {
                    return;
                }
                pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
                since = System.nanoTime();
                again();
            }
        } catch (InterruptedException e) {
            LOG.debug("coturn is not watched any more", e);
        }
    }

    private void again() {
        try {
            Process next = launch();
            child = next;
            if (closing.getCount() == 0) {
                next.destroy(); // The server ended between the two.
            }
        } catch (IOException e) {
            LOG.warn("coturn could not be started; it is tried again: {}", e.toString());
        }
    }

    /** Where it is found, and its secret. */
    public TurnServers servers() {
        String host = plan.address().contains(":") ? "[" + plan.address() + "]" : plan.address();
        String plain = host + ":" + plan.port();
        return new TurnServers(
                List.of("stun:" + plain),
                List.of(
                        "turn:" + plain + "?transport=udp",
                        "turn:" + plain + "?transport=tcp",
                        "turns:" + host + ":" + plan.tlsPort() + "?transport=tcp"),
                secret);
    }

    /** As it runs: the ports are the ones it took. */
    public CoturnPlan plan() {
        return plan;
    }

    /** The child of this moment. */
    public ProcessHandle process() {
        return child.toHandle();
    }

    private void end() {
        Process last = child;
        last.destroy();
        try {
            if (!last.waitFor(GOODBYE_S, TimeUnit.SECONDS)) {
                last.destroyForcibly().waitFor(GOODBYE_S, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the child. */
    @Override
    public void close() {
        closing.countDown();
        end();
        try {
            watcher.join(TimeUnit.SECONDS.toMillis(GOODBYE_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(); // Of one that was just started again.
    }

    @Override
    public String toString() {
        return "Coturn[" + plan.address() + ", " + plan.port() + "]";
    }
}
