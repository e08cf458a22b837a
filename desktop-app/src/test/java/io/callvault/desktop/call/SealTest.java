package io.callvault.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.link.Session;
import io.callvault.model.call.CallParty;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A description counts only as what its device signed: this call, this person, now, these keys. */
class SealTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final String SDP = "v=0\r\na=fingerprint:sha-256 AA:BB\r\na=setup:actpass\r\n";

    private final SigningKey key = SigningKey.ofSeed(new byte[SigningKey.SEED_LENGTH]);
    private final UserId ann = new UserId(new UUID(1, 1));
    private final UserId ben = new UserId(new UUID(1, 2));
    private final DeviceId device = new DeviceId(new UUID(2, 1));
    private final Seal.About about = about(1, Proofs.CallRole.OFFER, NOW);
    private final Bytes sealed = Seal.sign(new Session.Signature(new Proofs.Signer(ann, device), key), ben, about, SDP);

    private static Seal.About about(long call, Proofs.CallRole role, long at) {
        return new Seal.About(new CallId(new UUID(3, call)), new ConversationId(new UUID(4, 1)), role, at);
    }

    private boolean fits(Seal.About what, UserId me, String sdp, Bytes seal, long now) {
        return Seal.fits(new CallParty(ann, device), key.verifyKey(), me, what, sdp, seal, now);
    }

    @Test
    void itFitsWhatWasSignedAndNothingElse() {
        assertThat(fits(about, ben, SDP, sealed, NOW)).isTrue();
        assertThat(fits(about, ben, SDP + "a=x\r\n", sealed, NOW))
                .as("only the keys are signed")
                .isTrue();
        assertThat(fits(about(2, Proofs.CallRole.OFFER, NOW), ben, SDP, sealed, NOW))
                .as("another call")
                .isFalse();
        assertThat(fits(about(1, Proofs.CallRole.ANSWER, NOW), ben, SDP, sealed, NOW))
                .as("role")
                .isFalse();
        assertThat(fits(about, ann, SDP, sealed, NOW)).as("another person").isFalse();
        assertThat(fits(about, ben, SDP.replace("AA", "AC"), sealed, NOW))
                .as("another key")
                .isFalse();
        assertThat(fits(about, ben, "v=0\r\n", sealed, NOW)).as("no key").isFalse();
        assertThat(fits(about, ben, SDP, Seal.NONE, NOW)).as("no signature").isFalse();
    }

    @Test
    void itIsGoodForFiveMinutes() {
        assertThat(fits(about, ben, SDP, sealed, NOW + 300_000)).isTrue();
        assertThat(fits(about, ben, SDP, sealed, NOW + 300_001)).isFalse();
        assertThat(fits(about, ben, SDP, sealed, NOW - 300_001)).isFalse();
    }

    @Test
    void theKeyShownIsOneOfThoseSignedWhateverItsCapitals() {
        assertThat(Seal.among(List.of("sha-256 AA:BB", "sha-256 CC:DD"), "sha-256 cc:dd"))
                .isTrue();
        assertThat(Seal.among(List.of("sha-256 AA:BB"), "sha-256 AA:BC")).isFalse();
        assertThat(Seal.among(List.of(), "sha-256 AA:BB")).isFalse();
    }
}
