package io.callvault.signaling.server;

import io.callvault.signaling.account.RateLimits;
import io.callvault.signaling.admin.AdminToken;
import io.callvault.signaling.bot.call.EchoMedia;
import io.callvault.signaling.turn.CoturnPlan;
import io.callvault.signaling.turn.TurnServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code callvault server}: the backend alone. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = "Runs the Call Vault backend until it is told to stop.")
public final class ServerMain implements Callable<Integer> {

    private static final String ADMIN_TOKEN = "CALLVAULT_ADMIN_TOKEN";

    private static final String TURN_SECRET = "CALLVAULT_TURN_SECRET";

    private static final String LOG_SETTINGS = "logback.configurationFile";

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "8443",
            description = "Port; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            defaultValue = "callvault-data",
            description = "Folder of the database, made if missing (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--audience",
            arity = "1..*",
            description = "A host:port under which clients reach this server, if it is not a loopback name.")
    private List<String> audiences = List.of();

    @Option(
            names = "--restored",
            description = "The data folder is a backup that was put back: clients are told to compare what they have.")
    private boolean restored;

    @Option(
            names = "--admin-token-file",
            description = "File with the admin token (16 characters or more); or set " + ADMIN_TOKEN
                    + ". Without one there is no administration.")
    private Optional<Path> adminTokenFile = Optional.empty();

    @Option(
            names = "--echo-calls",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Echo answers calls, in a process of its own (default), or declines them.")
    private boolean echoCalls;

    @Option(
            names = "--stun",
            arity = "1..*",
            description = "A STUN server that calls may use, for example stun:relay.example:3478.")
    private List<String> stun = List.of();

    @Option(
            names = "--turn",
            arity = "1..*",
            description = "A relay for calls, for example turn:relay.example:3478?transport=udp; needs its secret.")
    private List<String> turn = List.of();

    @Option(
            names = "--turn-secret-file",
            description = "File with the secret that the relays share with this server (use-auth-secret); or set "
                    + TURN_SECRET + ".")
    private Optional<Path> turnSecretFile = Optional.empty();

    @Option(names = "--coturn", description = "Runs the system's coturn beside the server, as a relay for calls.")
    private boolean coturn;

    @Option(
            names = "--coturn-address",
            description = "Where that relay listens: an address of this machine (default: that of --host).")
    private Optional<String> coturnAddress = Optional.empty();

    @Option(
            names = "--coturn-port",
            defaultValue = "3478",
            description = "Its port for UDP and TCP; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int coturnPort;

    @Option(
            names = "--coturn-tls-port",
            defaultValue = "5349",
            description = "Its port for TLS; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int coturnTlsPort;

    @Option(names = "--no-rate-limits", description = "Takes whatever comes: for benchmarks.")
    private boolean noRateLimits;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            return fail("The port " + port + " does not exist: choose one from 0 to 65535 with --port.");
        }
        SignalingServer server;
        try {
            server = SignalingServer.start(config());
        } catch (ServerStartException e) {
            return fail(String.valueOf(e.getMessage()));
        }
        // SIGTERM and Ctrl+C run this hook; the JVM ends when it is done.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("cv-stop").unstarted(() -> {
            server.close();
            Runtime.getRuntime().halt(0);
        }));
        System.out.println("Call Vault server ready at " + server.uri() + " (data: " + data + ")");
        System.out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private ServerConfig config() throws ServerStartException {
        ServerConfig config = ServerConfig.in(data)
                .withHost(host)
                .withPort(port)
                .withAudiences(audiences)
                .withRestored(restored)
                .withEchoMedia(echoCalls ? new EchoMedia.Child() : new EchoMedia.None())
                .withLimits(noRateLimits ? RateLimits.off() : RateLimits.generous())
                .withTurn(relays());
        if (coturn) {
            config = config.withCoturn(child());
        }
        Optional<String> token = adminToken();
        try {
            return token.isPresent() ? config.withAdminToken(AdminToken.of(token.get())) : config;
        } catch (IllegalArgumentException e) {
            throw new ServerStartException(
                    "The admin token is too short: give at least " + AdminToken.LEAST_CHARS + " characters.", e);
        }
    }

    private TurnServers relays() throws ServerStartException {
        String secret =
                secret("TURN secret", turnSecretFile, TURN_SECRET).orElse("").strip();
        if (!turn.isEmpty() && secret.isEmpty()) {
            throw new ServerStartException(
                    "A relay needs the secret that it shares with this server: give --turn-secret-file.");
        }
        try {
            return new TurnServers(stun, turn, secret);
        } catch (IllegalArgumentException e) {
            throw new ServerStartException("--stun or --turn: " + e.getMessage() + ".", e);
        }
    }

    private CoturnPlan child() throws ServerStartException {
        try {
            return CoturnPlan.at(coturnAddress.orElse(host.equals("localhost") ? "127.0.0.1" : host))
                    .withPorts(coturnPort, coturnTlsPort);
        } catch (IllegalArgumentException e) {
            throw new ServerStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<String> adminToken() throws ServerStartException {
        return secret("admin token", adminTokenFile, ADMIN_TOKEN);
    }

    private static Optional<String> secret(String what, Optional<Path> file, String variable)
            throws ServerStartException {
        if (file.isEmpty()) {
            return Optional.ofNullable(System.getenv(variable));
        }
        try {
            return Optional.of(Files.readString(file.get(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ServerStartException(
                    "The " + what + " file " + file.get() + " cannot be read: check its name and its permissions.", e);
        }
    }

    private static int fail(String message) {
        System.err.println(message);
        return 1;
    }

    public static void main(String[] arguments) {
        // Before the first logger is made.
        if (System.getProperty(LOG_SETTINGS) == null) {
            System.setProperty(LOG_SETTINGS, "io/callvault/signaling/server-logback.xml");
        }
        System.exit(new CommandLine(new ServerMain()).execute(arguments));
    }
}
