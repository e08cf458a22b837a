package io.callvault.desktop.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class BuildTest {

    private static final String KEY = ReleaseServer.KEY.verifyKey().bytes().base64Url();

    private static Build read(String... lines) throws IOException {
        return Build.read(new StringReader(String.join("\n", lines)));
    }

    @Test
    void aCheckoutKnowsItsVersionAndTakesNoUpdates() {
        Build build = Build.ofThisApp();
        assertThat(build.version().toString()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(build.source()).isEmpty();
    }

    @Test
    void aReleaseMayTrustSeveralKeys() throws IOException {
        Build build = read(
                "version=1.2.3",
                "update.manifest=https://updates.example.org/list.json",
                "update.keys=" + KEY + ", " + KEY);
        assertThat(build.source().orElseThrow().keys())
                .containsExactly(ReleaseServer.KEY.verifyKey(), ReleaseServer.KEY.verifyKey());
    }

    @Test
    void anAddressWithoutKeysIsNoSource() throws IOException {
        assertThat(read("version=1.2.3", "update.manifest=https://updates.example.org/list.json", "update.keys=")
                        .source())
                .isEmpty();
        assertThat(read("version=1.2.3", "update.keys=" + KEY).source()).isEmpty();
    }

    @Test
    void aWrongBuildDoesNotStart() {
        assertThatThrownBy(() -> read("version=${project.version}")).hasMessageContaining("${project.version}");
        assertThatThrownBy(() -> read("version=1.2.3", "update.keys=AAAA"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
