package io.callvault.installer.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.installer.InstallerException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void holesAreFilledAndNothingElse() throws Exception {
        assertThat(Template.fill("v@VERSION@ $1 a@b.c @x@", Map.of("VERSION", "1$0\\")))
                .isEqualTo("v1$0\\ $1 a@b.c @x@");
    }

    @Test
    void aHoleWithoutAValueIsRefused() {
        assertThatThrownBy(() -> Template.fill("@VERSION@", Map.of()))
                .isInstanceOf(InstallerException.class)
                .hasMessageContaining("@VERSION@");
    }
}
