package io.callvault.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageVersionTest {
    @ParameterizedTest
    @CsvSource({"1.2.3, 1.2.3, 1.2.3", "0.1.0-SNAPSHOT, 0.1.0~snapshot, 0.1.0", "1.2.3-beta.2, 1.2.3~beta.2, 1.2.3"})
    void isSpeltAsEachSystemWantsIt(String pom, String tilde, String numbers) {
        PackageVersion version = new PackageVersion(pom);
        assertThat(version.tilde()).isEqualTo(tilde);
        assertThat(version.numbers()).isEqualTo(numbers);
    }

    @Test
    void macOsGetsNoLeadingZero() {
        assertThat(new PackageVersion("0.1.0-SNAPSHOT").numbersFromOne()).isEqualTo("1.1.0");
        assertThat(new PackageVersion("2.0.1").numbersFromOne()).isEqualTo("2.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2", "1.2.3.4", "1.2.3-a b", "1.2.3-", "v1.2.3", "1.2.3-a/b", "1.2.3-a-b"})
    void whatNoPackageCouldCarryIsRefused(String text) {
        assertThatThrownBy(() -> new PackageVersion(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBuildKnowsItsOwn() throws Exception {
        Workshop.Built built = Workshop.Built.read();
        assertThat(built.time()).isEqualTo(Checkout.TIME);
        assertThat(built.version().numbers()).matches("\\d+\\.\\d+\\.\\d+");
    }
}
