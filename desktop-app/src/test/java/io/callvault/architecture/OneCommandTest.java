package io.callvault.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./callvault} promises to scripts: exit codes, and where it speaks. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class OneCommandTest {
    private static final Path ROOT = Sources.root();

    @Test
    void helpListsEveryVerbAndSucceeds() throws Exception {
        Ran ran = callvault("--help");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out())
                .contains(
                        "demo",
                        "app",
                        "server",
                        "test",
                        "calltest",
                        "chaos",
                        "bench",
                        "installer",
                        "CALLVAULT_JAVA_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "test", "chaos", "installer"})
    void everyVerbExplainsItself(String verb) throws Exception {
        Ran ran = callvault(verb, "--help");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).startsWith("Usage: callvault " + verb);
    }

    @Test
    void anUnknownVerbIsNamed() throws Exception {
        Ran ran = callvault("dmeo");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).isEqualTo("callvault: there is no verb 'dmeo'. 'callvault --help' lists them.\n");
    }

    @Test
    void noVerbShowsTheHelpOnStandardError() throws Exception {
        Ran ran = callvault();
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("Usage: callvault VERB");
    }

    @Test
    void theWindowsTwinKnowsTheSameVerbs() throws IOException {
        assertThat(Files.readString(ROOT.resolve("callvault.cmd")))
                .contains("for %%v in (demo app server test bench chaos calltest installer)");
    }

    private record Ran(int exit, String out, String err) {}

    private static Ran callvault(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("callvault").toString()));
        command.addAll(List.of(arguments));
        // What it says here is far smaller than a pipe's buffer, so that reading one after the other cannot block.
        Process process = new ProcessBuilder(command).directory(ROOT.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), out, err);
    }
}
