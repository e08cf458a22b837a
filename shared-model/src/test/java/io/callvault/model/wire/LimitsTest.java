package io.callvault.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.id.DeviceId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that can be shown, and secrets that cannot. */
class LimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "Zo\u00eb",
                "\u674e\u5c0f\u9f99",
                "\u05d3\u05d5\u05d3",
                "\ud83d\udc69\u200d\ud83d\ude80 Ada",
                "\u0646\u06cc\u0645\u200c\u0641\u0627\u0635\u0644\u0647"
            })
    void namesOfTheWorldAreNames(String name) {
        assertThat(Limits.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0",
                "\u200b\u200d",
                "a\nb",
                "a\u0000",
                "a\u2028b",
                "a\u2029",
                "Ada\u202e",
                "\u2067Ada",
                "\ud83dAda",
                "Ada\ude80"
            })
    void whatCannotBeSeenOrTurnsItsSurroundingsIsNoName(String name) {
        assertThat(Limits.isName(name)).isFalse();
    }

    @Test
    void tokensAreNotInTheTextOfWhatCarriesThem() {
        Frame.Hello hello =
                new Frame.Hello(1, "secret", new DeviceId(new UUID(1, 2)), "i", Optional.empty(), 7, Optional.empty());
        assertThat(hello.toString()).doesNotContain("secret");
        assertThat(new Frame.Reauth("secret").toString()).doesNotContain("secret");
        assertThat(new AccountApi.Refresh("secret").toString()).doesNotContain("secret");
    }
}
