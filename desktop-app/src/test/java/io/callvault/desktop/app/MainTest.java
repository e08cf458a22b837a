package io.callvault.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the one installed command starts. */
class MainTest {

    private final List<List<String>> app = new ArrayList<>();
    private final List<List<String>> callTest = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"", "--minimized", "callvault://add/anna", "--profile calltest", "Calltest"})
    void everythingIsTheApps(String line) {
        start(line);
        assertThat(app).containsExactly(words(line));
        assertThat(callTest).isEmpty();
    }

    @Test
    void calltestAsTheFirstWordIsTheCallTest() {
        start("calltest");
        start("calltest --server https://chat.example.org --json calltest");
        assertThat(callTest).containsExactly(List.of(), words("--server https://chat.example.org --json calltest"));
        assertThat(app).isEmpty();
    }

    private void start(String line) {
        Main.start(
                words(line).toArray(String[]::new),
                arguments -> app.add(List.of(arguments)),
                arguments -> callTest.add(List.of(arguments)));
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }
}
