package io.callvault.desktop.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.wire.Limits;
import java.net.URI;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links come from anybody: two forms are understood, everything else is no link. */
class InviteLinkTest {

    private static final int MUTATIONS = 20_000;

    @ParameterizedTest
    @CsvSource({
        "callvault://add/anna, anna",
        "CALLVAULT://ADD/Anna.M_2, anna.m_2",
        "callvault://add/a23456789012345678901234567890ab, a23456789012345678901234567890ab"
    })
    void aHandleAlone(String link, String handle) {
        assertThat(InviteLink.parse(link)).contains(new InviteLink(handle, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.org, https://chat.example.org",
        "https%3A%2F%2Fchat.example.org, https://chat.example.org",
        "https%3a%2f%2fchat.example.org%3a8443%2f, https://chat.example.org:8443",
        "HTTPS://Chat.Example.ORG/, https://chat.example.org",
        "https://chat.example.org:, https://chat.example.org",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void aHandleAndItsServer(String written, String server) {
        assertThat(InviteLink.parse("callvault://add/anna?server=" + written))
                .contains(new InviteLink("anna", Optional.of(URI.create(server))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "callvault:",
                "callvault:add/anna",
                "callvault:/add/anna",
                "callvault:///add/anna",
                "callvault://add",
                "callvault://add/",
                "callvault://add/anna/",
                "callvault://add//anna",
                "callvault://add/anna/ben",
                "callvault://add/../anna",
                "callvault://add/@anna",
                "callvault://add/an",
                "callvault://add/9lives",
                "callvault://add/.anna",
                "callvault://add/an%6ea",
                "callvault://add/an%00na",
                "callvault://add/anna%",
                "callvault://add/anna%0a",
                "callvault://add/anna\n",
                "callvault://add/anna\u0000",
                " callvault://add/anna",
                "callvault://add/anna ",
                "callvault://add/a23456789012345678901234567890abc",
                "callvault://add/аnna",
                "callvault://add/an\u202ena",
                "callvault://add/ann\ud83d\ude00",
                "callvault://delete/anna",
                "callvault://add.example.org/anna",
                "callvault://user@add/anna",
                "callvault://add:80/anna",
                "callvault://add/anna#now",
                "callvault://add/anna?",
                "callvault://add/anna?server",
                "callvault://add/anna?server=",
                "callvault://add/anna?send=now",
                "callvault://add/anna?server=https://a.example&server=https://b.example",
                "callvault://add/anna?server=https://a.example&send=now",
                "callvault://add/anna?server=https://a.example#now",
                "callvault://add/anna?server=a.example",
                "callvault://add/anna?server=//a.example",
                "callvault://add/anna?server=ftp://a.example",
                "callvault://add/anna?server=file:///etc/passwd",
                "callvault://add/anna?server=javascript:alert(1)",
                "callvault://add/anna?server=https://",
                "callvault://add/anna?server=https:///path",
                "callvault://add/anna?server=https://a.example/path",
                "callvault://add/anna?server=https://a.example?q=1",
                "callvault://add/anna?server=https://anna:secret@a.example",
                "callvault://add/anna?server=https://a.example:0",
                "callvault://add/anna?server=https://a.example:65536",
                "callvault://add/anna?server=https://a.example:-1",
                "callvault://add/anna?server=https://a_b.example",
                "callvault://add/anna?server=https://b\u00fccher.example",
                "callvault://add/anna?server=https://a.example%0d%0aHost:b",
                "callvault://add/anna?server=https://a.example%20",
                "callvault://add/anna?server=https://a.example%7f",
                "callvault://add/anna?server=https://a.example%C3%BC",
                "callvault://add/anna?server=https%253A%252F%252Fa.example",
                "callvault://add/anna?server=https://a.example%",
                "callvault://add/anna?server=https://a.example%4",
                "callvault://add/anna?server=https://a.example%zz",
                "callvault://add/anna?server=https://a.example%+1",
                "callvaults://add/anna",
                "https://add/anna",
                "file:///callvault://add/anna",
                "--profile=callvault://add/anna"
            })
    void everythingElseIsNoLink(String text) {
        assertThat(InviteLink.parse(text)).isEmpty();
    }

    @Test
    void aLinkHasAnEnd() {
        String start = "callvault://add/anna?server=https://";
        assertThat(InviteLink.parse(start + "a".repeat(240) + ".example")).isPresent();
        assertThat(InviteLink.parse(start + "a".repeat(260) + ".example")).isEmpty();
        assertThat(InviteLink.parse(start + "%61".repeat(600))).isEmpty();
        assertThat(InviteLink.parse("callvault://add/" + "a".repeat(1_000_000))).isEmpty();
        assertThat(InviteLink.parse("callvault://add/anna?server=" + "%".repeat(1_000_000)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "callvault://add/anna, http://127.0.0.1:8080, true",
        "callvault://add/anna?server=https://a.example, https://A.example:443, true",
        "callvault://add/anna?server=https://a.example:443, https://a.example/, true",
        "callvault://add/anna?server=https://a.example, http://a.example, false",
        "callvault://add/anna?server=https://a.example, https://a.example:8443, false",
        "callvault://add/anna?server=https://a.example, https://b.example, false"
    })
    void whetherItIsForThisServer(String link, String here, boolean is) {
        assertThat(InviteLink.parse(link).orElseThrow().isOn(URI.create(here))).isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource({
        "callvault://add/anna, true",
        "CallVault:whatever, true",
        "callvault:, true",
        "callvault, false",
        "https://example.org, false",
        "--help, false"
    })
    void whatIsMeantForUs(String text, boolean ours) {
        assertThat(InviteLink.isOurs(text)).isEqualTo(ours);
    }

    /** Whatever comes out is safe to show and to look for, and nothing is thrown. */
    @Test
    void mutatedLinksAreRefusedOrSafe() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] seeds = {
            "callvault://add/anna",
            "callvault://add/anna?server=https://chat.example.org:8443",
            "callvault://add/anna?server=https%3A%2F%2Fchat.example.org"
        };
        int taken = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutated(seeds[random.nextInt(seeds.length)], random);
            Optional<InviteLink> link = InviteLink.parse(text);
            if (link.isPresent()) {
                taken++;
                assertThat(Limits.isHandle(link.get().handle()))
                        .as("seed %d: %s", seed, text)
                        .isTrue();
                assertThat(link.get().server().map(URI::toString).orElse("https://none"))
                        .as("seed %d: %s", seed, text)
                        .matches("https?://[a-z0-9.\\[\\]:-]+");
                assertThat(text).as("seed %d", seed).matches("(?i)callvault://add/.*");
            }
        }
        assertThat(taken).as("seed %d: mutations that are still links", seed).isPositive();
    }

    private static String mutated(String link, Random random) {
        StringBuilder text = new StringBuilder(link);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) random.nextInt(0x3000));
                case 2 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                case 3 -> text.insert(at, "%%%02x".formatted(random.nextInt(256)));
                default -> text.append(text.substring(at));
            }
            if (text.isEmpty()) {
                return "";
            }
        }
        return text.toString();
    }
}
