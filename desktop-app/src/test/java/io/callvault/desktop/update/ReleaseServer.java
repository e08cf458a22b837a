package io.callvault.desktop.update;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Digests;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.update.Channel;
import io.callvault.model.update.Manifest;
import io.callvault.model.update.PackageKind;
import io.callvault.model.update.SemVer;
import io.callvault.model.update.Target;
import io.callvault.model.wire.ManifestCodec;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes releases on this computer, and does wrong whatever a server can do wrong. */
public final class ReleaseServer implements AutoCloseable {

    public static final Target TARGET = new Target(Target.Os.LINUX, Target.Arch.X64, PackageKind.DEB);
    static final SigningKey KEY = SigningKey.generate(new SecureRandom());

    /** What the server does with a package. */
    enum Mood {
        GOOD,
        /** Answers every request with the whole file. */
        IGNORES_RANGE,
        /** Says 206 whatever If-Range says. */
        IGNORES_IF_RANGE,
        /** Closes the connection in the middle. */
        CUTS,
        /** Goes on for ever. */
        NEVER_ENDS,
        GONE
    }

    /** One request for a package. */
    record Asked(Optional<String> range, Optional<String> ifRange) {}

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger lists = new AtomicInteger();
    private volatile byte[] list = new byte[0];
    private volatile byte[] file = new byte[0];
    private volatile String tag = "\"one\"";
    private volatile Mood mood = Mood.GOOD;

    public ReleaseServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/updates/list.json", this::giveList);
        server.createContext("/updates/", this::giveFile);
        server.start();
    }

    URI manifest() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/updates/list.json");
    }

    /** What clients ask that trust this server's key. */
    public Build build(String version) {
        return new Build(
                SemVer.parse(version).orElseThrow(),
                Optional.of(new Build.Source(manifest(), List.of(KEY.verifyKey()))));
    }

    void mood(Mood now) {
        mood = now;
    }

    /** From now on the server gives these bytes, whatever was signed. */
    void file(byte[] bytes, String newTag) {
        file = bytes;
        tag = newTag;
    }

    void list(byte[] bytes) {
        list = bytes;
    }

    /** Publishes one release with one package. */
    public void publish(long serial, Channel channel, String version, byte[] bytes) {
        file(bytes, "\"" + version + "\"");
        list(signed(manifest(serial, release(channel, version, bytes, Optional.empty())), KEY));
    }

    static Manifest manifest(long serial, Manifest.Release... releases) {
        return new Manifest(serial, 1, UpdateRig.START_MS + UpdateRig.LIFE_MS, List.of(releases));
    }

    static Manifest.Release release(Channel channel, String version, byte[] bytes, Optional<String> minOs) {
        return new Manifest.Release(
                channel,
                SemVer.parse(version).orElseThrow(),
                "What is new in " + version,
                List.of(new Manifest.Download(
                        TARGET,
                        "callvault_" + version + "_amd64.deb",
                        bytes.length,
                        Bytes.copyOf(Digests.sha256(bytes)),
                        minOs)));
    }

    static byte[] signed(Manifest manifest, SigningKey key) {
        try {
            return ManifestCodec.write(manifest, List.of(key));
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often the list was fetched. */
    int lists() {
        return lists.get();
    }

    List<Asked> asked() {
        return asked;
    }

    private void giveList(HttpExchange exchange) throws IOException {
        lists.incrementAndGet();
        exchange.sendResponseHeaders(list.length == 0 ? 404 : 200, list.length == 0 ? -1 : list.length);
        if (list.length > 0) {
            exchange.getResponseBody().write(list);
        }
        exchange.close();
    }

    private void giveFile(HttpExchange exchange) throws IOException {
        Optional<String> range =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
        Optional<String> ifRange =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Range"));
        asked.add(new Asked(range, ifRange));
        exchange.getResponseHeaders().set("ETag", tag);
        boolean same = mood == Mood.IGNORES_IF_RANGE || ifRange.map(tag::equals).orElse(true);
        if (mood == Mood.GONE) {
            exchange.sendResponseHeaders(404, -1);
        } else if (mood == Mood.NEVER_ENDS) {
            exchange.sendResponseHeaders(200, 0);
            endless(exchange);
        } else if (mood == Mood.CUTS) {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, file.length / 2);
            exchange.getResponseBody().flush();
        } else if (range.isEmpty() || !same || mood == Mood.IGNORES_RANGE) {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        } else {
            giveRange(exchange, Integer.parseInt(range.get().replaceAll("[^0-9]", "")));
        }
        exchange.close();
    }

    private void giveRange(HttpExchange exchange, int from) throws IOException {
        if (from >= file.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        byte[] rest = Arrays.copyOfRange(file, from, file.length);
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
        exchange.sendResponseHeaders(206, rest.length);
        exchange.getResponseBody().write(rest);
    }

    private void endless(HttpExchange exchange) {
        try {
            while (mood == Mood.NEVER_ENDS) {
                exchange.getResponseBody().write(new byte[8192]);
            }
        } catch (IOException hungUp) {
            mood = Mood.GOOD;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
