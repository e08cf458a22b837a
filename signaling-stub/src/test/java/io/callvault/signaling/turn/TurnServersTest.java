package io.callvault.signaling.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.id.UserId;
import io.callvault.model.wire.CallApi;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Credentials after the TURN REST scheme. */
class TurnServersTest {

    private static final UserId USER = new UserId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));

    @Test
    void credentialsNameTheirEndAndThePersonAndFitTheSecret() {
        TurnServers servers =
                new TurnServers(List.of("stun:127.0.0.1:3478"), List.of("turn:127.0.0.1:3478?transport=udp"), "north");
        CallApi.IceServers told = servers.forUser(USER, 1_000_000_000_000L);
        assertThat(told.expiresAt()).isEqualTo(1_000_000_600_000L);
        assertThat(told.servers()).hasSize(2);
        assertThat(told.servers().getFirst().username()).isEmpty();
        CallApi.IceServer turn = told.servers().getLast();
        assertThat(turn.urls()).containsExactly("turn:127.0.0.1:3478?transport=udp");
        assertThat(turn.username()).contains("1000000600:" + USER);
        assertThat(told.toString()).doesNotContain(turn.credential().orElseThrow());
        assertThat(servers.toString()).doesNotContain("north");
    }

    /** The vector of RFC 2202, section 3, case 2: key "Jefe", data "what do ya want for nothing?". */
    @Test
    void theCredentialIsHmacSha1InBase64() {
        TurnServers servers = new TurnServers(List.of(), List.of("turn:a"), "Jefe");
        assertThat(servers.credential("what do ya want for nothing?")).isEqualTo("7/zfauXrL6LSdBbV8YTfnCWafHk=");
    }

    @Test
    void relaysWithoutASecretAndOtherAddressesAreRefused() {
        assertThatThrownBy(() -> new TurnServers(List.of(), List.of("turn:a"), " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TurnServers(List.of("turn:a"), List.of(), "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TurnServers(List.of(), List.of("http://a"), "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(TurnServers.none().forUser(USER, 0).servers()).isEmpty();
    }
}
