package io.callvault.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without the reader of command lines, and what is left to it. */
class PlainArgumentsTest {
    private static final List<String> OPTIONS = List.of("--profile", "--server");

    @Test
    void aStartByTheDesktopIsPlain() {
        assertThat(PlainArguments.of(OPTIONS)).contains(new PlainArguments(Map.of(), false, Optional.empty()));
        assertThat(read("callvault://add/anna"))
                .contains(new PlainArguments(Map.of(), false, Optional.of("callvault://add/anna")));
        assertThat(read("--minimized")).contains(new PlainArguments(Map.of(), true, Optional.empty()));
        PlainArguments all = read("--server https://chat.example.org CALLVAULT:x --profile some/where --minimized")
                .orElseThrow();
        assertThat(all.value("--profile")).contains("some/where");
        assertThat(all.value("--server")).contains("https://chat.example.org");
        assertThat(all.minimized()).isTrue();
        assertThat(all.link()).contains("CALLVAULT:x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "--profile",
                "--profile --minimized",
                "--profile a --profile b",
                "--profile=a",
                "--minimized --minimized",
                "--minimized=true",
                "callvault:a callvault:b",
                "https://add/anna",
                "--unknown value",
                "--",
                "@file"
            })
    void everythingElseIsLeftToTheReaderOfCommandLines(String line) {
        assertThat(read(line)).isEmpty();
    }

    private static Optional<PlainArguments> read(String line) {
        return PlainArguments.of(OPTIONS, line.split(" "));
    }
}
