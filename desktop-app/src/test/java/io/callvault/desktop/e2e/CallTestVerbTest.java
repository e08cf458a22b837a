package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.CallTestMain;
import io.callvault.desktop.calltest.report.LastGood;
import io.callvault.desktop.calltest.report.ReportDocument;
import io.callvault.signaling.bot.call.EchoMedia;
import io.callvault.signaling.server.ServerConfig;
import io.callvault.signaling.server.SignalingServer;
import io.callvault.signaling.turn.Coturn;
import io.callvault.signaling.turn.CoturnPlan;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code callvault calltest} as a person runs it: a process, a server with a relay and Echo, an exit code and two files. */
class CallTestVerbTest {

    /** Of the issue: one click, at most a minute; a loaded machine may take longer to start three processes. */
    private static final long MOST_SECONDS = 120;

    @TempDir
    private Path folder;

    private record Ended(int code, String out) {}

    @Test
    void againstTheWholeServerEverythingIsGreen() throws Exception {
        assertThat(Coturn.installed())
                .as("coturn, which ./callvault test installs")
                .isTrue();
        ServerConfig config = ServerConfig.in(folder.resolve("server"))
                .withCoturn(CoturnPlan.anywhere())
                .withEchoMedia(new EchoMedia.Child());
        Path json = folder.resolve("report.json");
        Path html = folder.resolve("report.html");
        try (SignalingServer server = SignalingServer.start(config)) {
            Ended ended = calltest(
                    "--server=" + server.uri(), "--headless-audio", "--talk=3", "--json=" + json, "--html=" + html);
            assertThat(ended.out()).contains("written: " + json).doesNotContain("FAIL", "BROKEN", "WARN");
            assertThat(ended.code()).isZero();
        }
        ReportDocument report = LastGood.read(json).orElseThrow();
        assertThat(report.verdict().mark()).isEqualTo("pass");
        assertThat(report.steps())
                .hasSizeGreaterThan(15)
                .allSatisfy(step -> assertThat(step.mark()).as(step.id()).isIn("pass", "skipped"));
        assertThat(report.steps().stream()
                        .filter(step -> step.mark().equals("pass"))
                        .map(ReportDocument.StepPart::id))
                .contains("turn-udp", "turn-tcp", "turn-tls", "call-mos", "bandwidth-up", "bandwidth-down");
        assertThat(Files.readString(html))
                .startsWith("<!DOCTYPE html>")
                .contains("default-src 'none'", "Bandwidth up")
                .doesNotContain("src=\"http", "href=\"http");
    }

    @Test
    void anAddressWithoutAServerAndOneThatIsNoneHaveTheirOwnCodes() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Ended nobody = calltest("--server=http://127.0.0.1:" + port, "--headless-audio", "--talk=2");
        assertThat(nobody.out()).contains("What helps: ");
        assertThat(nobody.code()).isEqualTo(3);
        Ended wrong = calltest("--server=somewhere");
        assertThat(wrong.out()).contains("'somewhere' is not the address of a server");
        assertThat(wrong.code()).isEqualTo(2);
    }

    private Ended calltest(String... arguments) throws IOException, InterruptedException {
        Process process = JavaProcess.of(
                        CallTestMain.class,
                        List.of(
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.awt.headless=true",
                                "-Duser.home=" + folder),
                        List.of(arguments))
                .redirectErrorStream(true)
                .start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), out);
        } finally {
            process.destroyForcibly();
        }
    }
}
