package io.callvault.desktop.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    @ParameterizedTest
    @CsvSource({
        "6.1.0-21-amd64, 5.10, true",
        "6.1.0-21-amd64, 6.1, true",
        "6.1.0-21-amd64, 6.1.1, false",
        "6.1.0-21-amd64, 6.10, false",
        "10.0, 10, true",
        "10.0, 10.0.0, true",
        "10.0, 11, false",
        "14.5, 13, true",
        "unknown, 1, false"
    })
    void systemsAreComparedNumberByNumber(String version, String least, boolean enough) {
        assertThat(Judge.atLeast(version, least)).isEqualTo(enough);
    }
}
