package io.callvault.desktop.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    private static final String LONGEST = "callvault:" + "x".repeat(1_014);

    static Stream<Request> requests() {
        return Stream.of(
                new Request.Show(),
                new Request.Ping(),
                new Request.Link("callvault://add/anna"),
                Request.Link.of(LONGEST));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsOneShortLine(Request request) {
        assertThat(request.line()).doesNotContain("\n").hasSizeLessThan(Request.MOST_BYTES);
        assertThat(Request.parse(request.line())).contains(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CV1",
                "CV1 ",
                "CV2 show",
                "cv1 show",
                "CV1 Show",
                "CV1 show ",
                "CV1 link",
                "CV1 link ",
                "CV1 link a b",
                "CV1 link a\tb",
                "CV1 link \u00e4",
                "CV1 quit",
                "GET / HTTP/1.1"
            })
    void anythingElseIsNone(String line) {
        assertThat(Request.parse(line)).isEmpty();
    }

    @Test
    void aLinkThatCannotBeSentBecomesOneThatNobodyKnows() {
        Request.Link nobodyKnows = new Request.Link("callvault:");
        assertThat(Request.Link.of(LONGEST)).isEqualTo(new Request.Link(LONGEST));
        assertThat(Request.Link.of(LONGEST + "x")).isEqualTo(nobodyKnows);
        assertThat(Request.Link.of("callvault://add/anna\nCV1 show")).isEqualTo(nobodyKnows);
        assertThat(Request.Link.of("callvault://add/\u00e4nna")).isEqualTo(nobodyKnows);
        assertThat(Request.Link.of("")).isEqualTo(nobodyKnows);
        assertThat(Request.parse("CV1 link " + LONGEST + "x")).isEmpty();
        assertThatThrownBy(() -> new Request.Link("two lines\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
