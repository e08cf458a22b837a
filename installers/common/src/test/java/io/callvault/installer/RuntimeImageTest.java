package io.callvault.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleFinder;
import org.junit.jupiter.api.Test;

class RuntimeImageTest {
    @Test
    void aModuleThatIsLeftOutButNeededIsFound() {
        assertThat(RuntimeImage.missing("Warning: split package\njava.base,java.rmi,java.sql\n"))
                .containsExactly("java.rmi");
        assertThat(RuntimeImage.missing("java.base,java.desktop\n")).isEmpty();
        assertThat(RuntimeImage.missing("")).isEmpty();
    }

    @Test
    void everyModuleOfTheListIsInTheJdk() {
        assertThat(RuntimeImage.MODULES)
                .allSatisfy(name ->
                        assertThat(ModuleFinder.ofSystem().find(name)).as(name).isPresent());
    }
}
