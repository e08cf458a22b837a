package io.callvault.desktop.calltest.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.turn.FakeRelay;
import io.callvault.desktop.calltest.turn.RelayUrl.Protocol;
import io.callvault.desktop.calltest.turn.StunClient;
import io.callvault.rtc.IceServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way in which a relay does not serve has its own code. */
class RelayProbeTest {
    private final StunClient client = new StunClient(Duration.ofMillis(700));
    private FakeRelay relay = closed();

    @BeforeEach
    void start() throws IOException {
        relay = new FakeRelay();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static FakeRelay closed() {
        try {
            FakeRelay made = new FakeRelay();
            made.close();
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anHonestRelayPassesOverUdpAndTcp() {
        RelayProbe probe = probe(FakeRelay.PASSWORD, "turn:HOST?transport=udp", "turn:HOST?transport=tcp");
        assertThat(probe.turn(Protocol.UDP).mark()).isEqualTo(Mark.PASS);
        assertThat(probe.turn(Protocol.TCP).mark()).isEqualTo(Mark.PASS);
        assertThat(probe.stun().said()).contains("127.0.0.1");
        assertThat(probe.turn(Protocol.TLS).mark()).isEqualTo(Mark.SKIPPED);
    }

    @Test
    void aFirewallThatDropsUdpIsTold() {
        relay.manner(FakeRelay.Manner.SILENT);
        RelayProbe probe = probe(FakeRelay.PASSWORD, "turn:HOST?transport=udp");
        assertThat(probe.turn(Protocol.UDP).code()).isEqualTo("turn_udp_silent");
        assertThat(probe.turn(Protocol.UDP).remedy()).contains("UDP");
        assertThat(probe.stun().code()).isEqualTo("stun_udp_silent");
    }

    @Test
    void aStoppedRelayIsNotTakenForAFirewall() throws IOException {
        relay.close();
        RelayProbe probe = probe(FakeRelay.PASSWORD, "turn:HOST?transport=udp", "turn:HOST?transport=tcp");
        assertThat(probe.turn(Protocol.TCP).code()).isEqualTo("turn_tcp_down");
        assertThat(probe.turn(Protocol.UDP).code()).isEqualTo("turn_udp_down");
    }

    @Test
    void aWrongPasswordIsTheServersMistake() {
        assertThat(probe("wrong", "turn:HOST").turn(Protocol.UDP).code()).isEqualTo("turn_refused");
        relay.manner(FakeRelay.Manner.STRICT);
        assertThat(probe(FakeRelay.PASSWORD, "turn:HOST?transport=tcp")
                        .turn(Protocol.TCP)
                        .remedy())
                .contains("secret");
    }

    @Test
    void aFullRelaySaysSo() {
        relay.manner(FakeRelay.Manner.FULL);
        assertThat(probe(FakeRelay.PASSWORD, "turn:HOST").turn(Protocol.UDP).code())
                .isEqualTo("turn_full");
    }

    @Test
    void somethingElseAtThePortIsNoRelay() {
        relay.manner(FakeRelay.Manner.STRANGER);
        RelayProbe probe = probe(FakeRelay.PASSWORD, "turn:HOST?transport=tcp", "turns:HOST?transport=tcp");
        assertThat(probe.turn(Protocol.TCP).code()).isEqualTo("turn_not_relay");
        relay.manner(FakeRelay.Manner.HONEST);
        assertThat(probe.turn(Protocol.TLS).mark()).isEqualTo(Mark.FAIL);
    }

    @Test
    void aBlackHoleIsSilent() throws IOException {
        try (DatagramSocket hole = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Outcome outcome = new RelayProbe(
                            client, List.of(new IceServer(List.of("stun:127.0.0.1:" + hole.getLocalPort()), "", "")))
                    .stun();
            assertThat(outcome.code()).isEqualTo("stun_udp_silent");
        }
    }

    @Test
    void nothingNamedIsSkippedNotFailed() {
        assertThat(probe("").stun().mark()).isEqualTo(Mark.SKIPPED);
        assertThat(probe("", "turn:bad url").turn(Protocol.UDP).mark()).isEqualTo(Mark.SKIPPED);
    }

    private RelayProbe probe(String password, String... urls) {
        return new RelayProbe(
                client,
                List.of(new IceServer(List.of(urls).stream().map(relay::url).toList(), FakeRelay.USER, password)));
    }
}
