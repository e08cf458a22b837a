package io.callvault.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.os.ManagedFile;
import io.callvault.model.update.Channel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("managed.json");
    }

    private Managed read(String json) throws IOException {
        Files.writeString(file(), json);
        return Managed.read(new ManagedFile(file(), any -> true));
    }

    @Test
    void withoutAFileNothingIsDecided() {
        assertThat(Managed.read(new ManagedFile(file(), any -> true))).isEqualTo(Managed.NOTHING);
    }

    @Test
    void everythingCanBeDecided() throws IOException {
        Managed managed = read("""
                {"server": "https://chat.example.org", "updates": "notify", "channel": "beta", "tray": "forbidden",
                 "notifications": "name"}""");
        assertThat(managed.problems()).isEmpty();
        assertThat(managed.settings())
                .isEqualTo(new ManagedSettings(
                        Optional.of(URI.create("https://chat.example.org")),
                        Optional.of(ManagedSettings.Updates.NOTIFY),
                        Optional.of(Channel.BETA),
                        Optional.of(ManagedSettings.Tray.FORBIDDEN),
                        Optional.of(ManagedSettings.Notifications.NAME)));
    }

    @Test
    void whatIsNotThereIsThePersonsToDecide() throws IOException {
        assertThat(read("{}")).isEqualTo(Managed.NOTHING);
    }

    /** The first word is the key, the second what it counts as until it is right. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "server; \"chat example\"; Optional.empty",
                "server; \"ftp://chat.example.org\"; Optional.empty",
                "server; 7; Optional.empty",
                "updates; \"of\"; Optional[NOTIFY]",
                "updates; false; Optional[NOTIFY]",
                "updates; null; Optional[NOTIFY]",
                "channel; \"BETA\"; Optional[STABLE]",
                "tray; {}; Optional[OFF]",
                "notifications; \"text\"; Optional[NOTHING]",
                "notifications; [\"name\"]; Optional[NOTHING]"
            })
    void aWrongKeyIsNamedAndCostsOnlyItself(String key, String value, String counts) throws IOException {
        String other = key.equals("channel") ? "updates" : "channel";
        String good = key.equals("channel") ? "automatic" : "beta";
        Managed managed = read("{\"" + key + "\": " + value + ", \"" + other + "\": \"" + good + "\"}");
        assertThat(managed.problems())
                .singleElement()
                .asString()
                .contains(file().toString(), "\"" + key + "\"", "must be");
        ManagedSettings settings = managed.settings();
        Optional<?> read = switch (key) {
            case "server" -> settings.server();
            case "updates" -> settings.updates();
            case "channel" -> settings.channel();
            case "tray" -> settings.tray();
            default -> settings.notifications();
        };
        assertThat(read).hasToString(counts);
        assertThat(
                        other.equals("channel")
                                ? settings.channel().isPresent()
                                : settings.updates().isPresent())
                .isTrue();
    }

    @Test
    void anUnknownKeyIsToldBecauseItMayBeAMistypedOne() throws IOException {
        Managed managed = read("{\"servr\": \"https://chat.example.org\", \"updates\": \"off\"}");
        assertThat(managed.settings().updates()).contains(ManagedSettings.Updates.OFF);
        assertThat(managed.problems()).singleElement().asString().contains("\"servr\"", "server", file().toString());
        assertThat(managed.problem()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"updates\": \"off\"",
                "\"off\"",
                "{\"updates\":\"off\",\"updates\":\"notify\"}",
                "null"
            })
    void aBrokenFileCountsAsNoneAndIsNamed(String json) throws IOException {
        Managed managed = read(json);
        assertThat(managed.settings()).isEqualTo(ManagedSettings.NONE);
        assertThat(managed.problems()).singleElement().asString().contains(file().toString());
    }

    @Test
    void aFileThatAnybodyCouldHaveWrittenIsIgnoredAndTold() throws IOException {
        Files.writeString(file(), "{\"server\": \"https://evil.example.org\"}");
        Managed managed = Managed.read(new ManagedFile(file(), any -> false));
        assertThat(managed.settings()).isEqualTo(ManagedSettings.NONE);
        assertThat(managed.problems()).singleElement().asString().contains(file().toString(), "administrator");
    }
}
