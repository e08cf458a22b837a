package io.callvault.desktop.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Chromium's process with an empty profile. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "chrome.exe", "msedge.exe");

    private static final String LISTENING = "DevTools listening on ";

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Two pages that call each other are both in the background now and then.
            "--disable-background-timer-throttling",
            "--disable-renderer-backgrounding",
            "--disable-backgrounding-occluded-windows",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--autoplay-policy=no-user-gesture-required",
            "--disable-features=WebRtcHideLocalIpsWithMdns",
            "--remote-debugging-address=127.0.0.1",
            "--remote-debugging-port=0",
            "--window-size=900,1100");

    private final Process process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private Chromium(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().name("chromium-says").start(this::listen);
    }

    /** @param profile an empty folder of its own */
    public static Chromium start(Path profile, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(find().toString());
        command.addAll(FLAGS);
        command.addAll(List.of(more));
        command.add("--user-data-dir=" + profile.toAbsolutePath());
        command.add("about:blank");
        return new Chromium(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Where it is. A test without it has failed: it is never left out in silence. */
    private static Path find() {
        Stream<Path> folders = Stream.concat(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(System.getProperty("path.separator")))
                        .filter(part -> !part.isBlank())
                        .map(Path::of),
                Stream.of(Path.of("/Applications/Google Chrome.app/Contents/MacOS")));
        return folders.flatMap(folder -> NAMES.stream().map(folder::resolve))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no Chromium was found: install the package chromium ('./callvault test' does, where it may)"));
    }

    private void listen() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(LISTENING)) {
                    address.complete(
                            URI.create(line.substring(LISTENING.length()).strip()));
                }
            }
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
        address.completeExceptionally(new IOException("Chromium ended before it listened"));
    }

    /** A new page, in a window of its own: one that is hidden by another draws nothing. */
    public Tab open(URI page) throws IOException {
        try {
            URI devtools = address.get(30, TimeUnit.SECONDS);
            try (Tab whole = new Tab(client, devtools)) {
                String target = whole.newWindow(page);
                return new Tab(client, devtools.resolve("/devtools/page/" + target));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Chromium cannot be driven", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
        client.close();
    }
}
