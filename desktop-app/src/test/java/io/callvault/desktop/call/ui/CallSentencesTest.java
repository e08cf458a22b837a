package io.callvault.desktop.call.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.call.CallService.PastCall;
import io.callvault.desktop.call.CallView;
import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallSentencesTest {
    @ParameterizedTest
    @EnumSource
    void everyEndHasPlainWordsForBothSides(CallEnd end) {
        for (boolean incoming : new boolean[] {true, false}) {
            assertThat(CallSentences.title(end, incoming)).matches("[A-Z][a-z ]+");
            assertThat(CallSentences.reason(end, incoming))
                    .matches("|[A-Z].*\\.")
                    .doesNotContainIgnoringCase("sdp")
                    .doesNotContain(end.name());
            assertThat(CallSentences.past(past(end, incoming, 0))).matches("[A-Z].*");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyHintIsASentenceForAPerson(CallView.Hint hint) {
        assertThat(CallSentences.hint(hint)).matches("[A-Z].{10,}").doesNotContain("_");
    }

    @Test
    void durationsReadAsOnAClock() {
        assertThat(CallSentences.duration(-1)).isEqualTo("0:00");
        assertThat(CallSentences.duration(7)).isEqualTo("0:07");
        assertThat(CallSentences.duration(192)).isEqualTo("3:12");
        assertThat(CallSentences.duration(3_792)).isEqualTo("1:03:12");
    }

    @Test
    void missedIsWhatAPersonDidNotTakeAndDidNotRefuse() {
        assertThat(CallSentences.missed(past(CallEnd.TIMEOUT, true, 0))).isTrue();
        assertThat(CallSentences.missed(past(CallEnd.CANCELLED, true, 0))).isTrue();
        assertThat(CallSentences.missed(past(CallEnd.DECLINED, true, 0))).isFalse();
        assertThat(CallSentences.missed(past(CallEnd.ANSWERED_ELSEWHERE, true, 0)))
                .isFalse();
        assertThat(CallSentences.missed(past(CallEnd.TIMEOUT, false, 0))).isFalse();
        assertThat(CallSentences.missed(past(CallEnd.HUNG_UP, true, 60))).isFalse();
        assertThat(CallSentences.past(past(CallEnd.TIMEOUT, true, 0))).isEqualTo("Missed video call");
        assertThat(CallSentences.past(past(CallEnd.HUNG_UP, false, 60))).isEqualTo("Outgoing video call");
    }

    @Test
    void weakNetworksAreBlamedOnTheRightSide() {
        assertThat(CallSentences.quality(new CallView.Quality(4, CallView.Quality.Reason.FINE)))
                .isEmpty();
        assertThat(CallSentences.quality(new CallView.Quality(1, CallView.Quality.Reason.OTHER_NETWORK)))
                .isEqualTo("Weak network on the other side");
        assertThat(CallSentences.quality(new CallView.Quality(2, CallView.Quality.Reason.OWN_NETWORK)))
                .isEqualTo("Your network is weak");
        assertThat(CallSentences.bars(new CallView.Quality(2, CallView.Quality.Reason.OWN_NETWORK)))
                .isEqualTo("Connection: 2 of 4 bars, Your network is weak");
    }

    private static PastCall past(CallEnd end, boolean incoming, long seconds) {
        return new PastCall(
                new CallId(new UUID(1, 1)),
                ScriptedCalls.CHAT,
                "Anna",
                incoming,
                true,
                seconds > 0,
                end,
                0,
                seconds,
                0,
                0);
    }
}
