package io.callvault.signaling.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callvault.model.id.UserId;
import io.callvault.model.wire.CallApi;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's coturn as a child: takes our credentials and no others, comes back, ends with us. */
class CoturnTest {

    private static final UserId USER = new UserId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));

    @TempDir
    private Path folder;

    @Test
    void itTakesOurCredentialsComesBackWhenItDiesAndEndsWithUs() throws Exception {
        assertThat(Coturn.installed())
                .as("coturn, which ./callvault test installs")
                .isTrue();
        ProcessHandle second;
        try (Coturn coturn = Coturn.start(folder, CoturnPlan.anywhere(), "")) {
            CallApi.IceServer turn = coturn.servers()
                    .forUser(USER, System.currentTimeMillis())
                    .servers()
                    .getLast();
            String username = turn.username().orElseThrow();
            assertThat(relays(coturn, username, turn.credential().orElseThrow()))
                    .isTrue();
            assertThat(relays(coturn, username, "another")).isFalse();
            assertThat(speaksTls(coturn)).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("turnserver.conf"))))
                    .isEqualTo("rw-------");
            ProcessHandle first = coturn.process();
            first.destroyForcibly();
            await().until(() -> coturn.process().pid() != first.pid()
                    && StunPing.answers("127.0.0.1", coturn.plan().port(), 100));
            second = coturn.process();
        }
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void aPortThatIsTakenIsSaidInOneSentence() throws Exception {
        assertThat(Coturn.installed())
                .as("coturn, which ./callvault test installs")
                .isTrue();
        assertThatThrownBy(() -> Coturn.start(folder, new CoturnPlan("192.0.2.1", 3478, 5349, 50_000, 50_100), ""))
                .isInstanceOf(NoRelayException.class)
                .hasMessageContaining("there is no relay for calls");
    }

    /** coturn's own client sends through the relay. */
    private static boolean relays(Coturn coturn, String username, String credential) throws Exception {
        Process client = new ProcessBuilder(
                        "turnutils_uclient",
                        "-u",
                        username,
                        "-w",
                        credential,
                        "-p",
                        Integer.toString(coturn.plan().port()),
                        "-n",
                        "2",
                        "-c",
                        "-y",
                        "127.0.0.1")
                .redirectErrorStream(true)
                .start();
        String said;
        try (InputStream out = client.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(client.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return client.exitValue() == 0 && said.contains("Total lost packets 0");
    }

    private static boolean speaksTls(Coturn coturn) throws Exception {
        try (var socket = TrustingTls.connect("127.0.0.1", coturn.plan().tlsPort())) {
            return socket.getSession().isValid();
        }
    }

    @Test
    void itsCertificateIsOne() throws Exception {
        SelfSigned made = SelfSigned.make(InetAddress.ofLiteral("192.0.2.7"), Instant.parse("2026-11-21T00:00:00Z"));
        X509Certificate read = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(made.certificate().getBytes(StandardCharsets.US_ASCII)));
        read.verify(read.getPublicKey());
        read.checkValidity(Date.from(Instant.parse("2027-11-20T00:00:00Z")));
        assertThat(read.getSubjectAlternativeNames()).containsExactly(List.of(7, "192.0.2.7"));
        assertThat(read.getVersion()).isEqualTo(3);
    }

    @Test
    void aRelayReachesIntoNoPrivateNetworkButItsOwn() {
        assertThat(CoturnPlan.anywhere().denied()).isEmpty();
        assertThat(CoturnPlan.at("203.0.113.5").denied())
                .extracting(CoturnPlan.Range::text)
                .contains("10.0.0.0-10.255.255.255", "127.0.0.0-127.255.255.255", "192.168.0.0-192.168.255.255", "::1");
        assertThat(CoturnPlan.at("192.168.1.5").denied())
                .extracting(CoturnPlan.Range::text)
                .contains("10.0.0.0-10.255.255.255")
                .doesNotContain("192.168.0.0-192.168.255.255");
        assertThatThrownBy(() -> CoturnPlan.at("0.0.0.0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CoturnPlan.at("relay.example")).isInstanceOf(IllegalArgumentException.class);
    }
}
