package io.callvault.desktop.chaos.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks that cost least; all of them are played by {@code ./callvault chaos --faults network}. */
class NetworkCallsTest {

    private static final long SEED = 5;

    @TempDir
    private Path work;

    @Test
    void wholeClientsCallThroughRelaysAndGoOnInAnotherNetwork() throws IOException {
        play(
                NetworkFault.NETWORK_TURN_TCP,
                NetworkFault.NETWORK_TURN_TLS,
                NetworkFault.NETWORK_ALWAYS_RELAY,
                NetworkFault.NETWORK_MOVE_NET);
    }

    @Test
    void everyNetworkHasItsName() {
        assertThat(Arrays.stream(NetworkFault.values()).map(NetworkFault::option))
                .allSatisfy(name -> assertThat(NetworkFault.list(name)).isPresent())
                .contains("network-turn-tcp");
        assertThat(NetworkFault.list("network").orElseThrow()).containsExactly(NetworkFault.values());
        assertThat(NetworkFault.list("network-turn-tcp, network-thin").orElseThrow())
                .containsExactly(NetworkFault.NETWORK_TURN_TCP, NetworkFault.NETWORK_THIN);
        assertThat(NetworkFault.list("network-carrier-pigeon")).isEmpty();
        assertThat(NetworkFault.isMeant("network-carrier-pigeon")).isTrue();
        assertThat(NetworkFault.isMeant("network,drop")).isFalse();
    }

    private void play(NetworkFault... faults) throws IOException {
        NetworkVerdict verdict =
                new NetworkRun(List.of(faults), NetworkRun.With.CLIENTS, SEED, work, line -> {}).play();
        System.out.print(verdict.summary());
        if (!verdict.skipped().isEmpty()) {
            Assumptions.abort(verdict.skipped());
        }
        assertThat(verdict.passed()).as(verdict.summary()).isTrue();
        assertThat(verdict.networks()).hasSize(faults.length);
    }
}
