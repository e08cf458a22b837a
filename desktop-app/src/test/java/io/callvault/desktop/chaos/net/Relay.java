package io.callvault.desktop.chaos.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The system's coturn at the server's place, for UDP, TCP and TLS; credentials after the TURN REST scheme. */
public final class Relay implements AutoCloseable {

    /** What the signalling server shares with it. */
    static final String SECRET = "only-for-this-run";

    private static final String PASSWORD = "changeit";
    private static final long LIFE_S = 600;
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Process process;

    /** Returns when it listens. */
    public Relay(Namespaces net, Path work) throws IOException {
        Path folder = Files.createDirectories(work.resolve("relay"));
        certificate(folder, net.serverAddress());
        List<String> command = new ArrayList<>(net.at(
                Namespaces.Place.SERVER,
                "turnserver",
                "-n",
                "--listening-ip=" + net.serverAddress(),
                "--relay-ip=" + net.serverAddress(),
                "--listening-port=" + Namespaces.RELAY_PORT,
                "--tls-listening-port=" + Namespaces.RELAY_TLS_PORT,
                "--min-port=50000",
                "--max-port=50999",
                "--realm=callvault",
                "--use-auth-secret",
                "--static-auth-secret=" + SECRET,
                "--cert=" + folder.resolve("cert.pem"),
                "--pkey=" + folder.resolve("key.pem"),
                "--userdb=" + folder.resolve("turndb"),
                "--pidfile=" + folder.resolve("pid"),
                "--no-cli",
                "--log-file=stdout",
                "--simple-log"));
        Path log = folder.resolve("log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await(net, log);
    }

    /** Both its ports are bound: asked of the kernel, because its log says so before it is true. */
    private void await(Namespaces net, Path log) throws IOException {
        long until = System.nanoTime() + START_NANOS;
        while (!listens(net, "-tln", Namespaces.RELAY_TLS_PORT) || !listens(net, "-uln", Namespaces.RELAY_PORT)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IOException("coturn does not listen: " + Files.readString(log));
            }
        }
    }

    private static boolean listens(Namespaces net, String which, int port) {
        return Tool.run(net.at(Namespaces.Place.SERVER, "ss", which)).said().contains(":" + port + " ");
    }

    /** A user name that is good for ten minutes. */
    public static String username() {
        return (System.currentTimeMillis() / 1_000 + LIFE_S) + ":chaos";
    }

    /** The password of such a name: base64(HMAC-SHA1(secret, name)), draft-uberti-behave-turn-rest-00, section 2.2. */
    public static String credential(String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (InvalidKeyException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has HMAC-SHA1", e);
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** A certificate that nobody vouches for, made by the JDK's own tool. */
    private static void certificate(Path folder, String address) throws IOException {
        Path store = folder.resolve("relay.p12");
        Files.deleteIfExists(store);
        Tool.must(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "relay",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=relay",
                        "-ext",
                        "SAN=IP:" + address,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD),
                "");
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Key key = keys.getKey("relay", PASSWORD.toCharArray());
            pem(
                    folder.resolve("cert.pem"),
                    "CERTIFICATE",
                    keys.getCertificate("relay").getEncoded());
            pem(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException("the certificate made for the relay cannot be read", e));
        }
    }

    private static void pem(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.writeString(
                file, String.format(Locale.ROOT, "-----BEGIN %s-----%n%s%n-----END %s-----%n", kind, text, kind));
    }
}
