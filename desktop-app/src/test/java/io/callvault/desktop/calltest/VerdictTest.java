package io.callvault.desktop.calltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Outcome FINE = Outcome.pass("Fine.");
    private static final Outcome GONE = Outcome.fail("turn_unreachable", "No answer.", "Open the port.");

    @Test
    void allGreenSaysSo() {
        Verdict verdict = of(result(Steps.SERVER, FINE), result(Steps.TURN_UDP, FINE));
        assertThat(verdict.mark()).isEqualTo(Mark.PASS);
        assertThat(verdict.stage()).isEmpty();
    }

    @Test
    void aBadNetworkOutranksABrokenTestAndTheTwoAreNeverMixed() {
        Outcome broken = Outcome.broken("test_error", "The test itself failed here.", "cause");
        Verdict verdict =
                of(result(Steps.CAMERA, broken), result(Steps.CLOCK, Outcome.fail("clock_off", "Off.", "Set it.")));
        assertThat(verdict.mark()).isEqualTo(Mark.FAIL);
        assertThat(verdict.stage()).contains(Steps.CLOCK);
        assertThat(verdict.broken()).containsExactly("Camera");
        assertThat(of(result(Steps.CAMERA, broken), result(Steps.CLOCK, FINE)).mark())
                .isEqualTo(Mark.BROKEN);
    }

    @Test
    void udpAloneBlockedIsBearable() {
        Verdict verdict = of(
                result(Steps.STUN, Outcome.fail("stun_unreachable", "No answer.", "")),
                result(Steps.TURN_UDP, GONE),
                result(Steps.TURN_TCP, FINE));
        assertThat(verdict.mark()).isEqualTo(Mark.WARN);
        assertThat(verdict.code()).isEqualTo(Verdict.UDP_BLOCKED);
        assertThat(verdict.stage()).contains(Steps.TURN_UDP);
    }

    @Test
    void noRelayAtAllIsOneFinding() {
        Verdict verdict = of(
                result(Steps.TURN_UDP, GONE),
                result(Steps.TURN_TCP, GONE),
                result(Steps.TURN_TLS, GONE),
                result(Steps.CONNECT, Outcome.fail("call_not_connected", "No path.", "")));
        assertThat(verdict.mark()).isEqualTo(Mark.FAIL);
        assertThat(verdict.code()).isEqualTo(Verdict.RELAYS_DOWN);
    }

    @Test
    void aServerThatDoesNotAnswerIsTheStageNotTheRelaysBehindIt() {
        Verdict verdict =
                of(result(Steps.SERVER, Outcome.fail("server_unreachable", "No.", "")), result(Steps.TURN_UDP, GONE));
        assertThat(verdict.stage()).contains(Steps.SERVER);
    }

    @Test
    void aCallThatFailsWhileUdpIsBlockedIsAFailure() {
        Verdict verdict = of(
                result(Steps.TURN_UDP, GONE),
                result(Steps.TURN_TCP, FINE),
                result(Steps.CONNECT, Outcome.fail("call_not_connected", "No path.", "")));
        assertThat(verdict.mark()).isEqualTo(Mark.FAIL);
    }

    private static StepResult result(Step step, Outcome outcome) {
        return new StepResult(step, outcome, 0, 1);
    }

    private static Verdict of(StepResult... results) {
        return Verdict.of(List.copyOf(Arrays.asList(results)));
    }
}
