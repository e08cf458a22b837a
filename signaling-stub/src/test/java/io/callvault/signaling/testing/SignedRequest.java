package io.callvault.signaling.testing;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Proofs;
import java.security.SecureRandom;

/** A changing request; tests bend one part of it before it leaves. */
public final class SignedRequest {

    private final Person person;
    private final String method;
    private final String path;
    private final byte[] body;
    public String audience;
    public long timestamp;
    public byte[] nonce = new byte[Proofs.NONCE_LENGTH];
    public byte[] sentBody;
    public String token;

    public SignedRequest(Person person, String method, String path, byte[] body) {
        this.person = person;
        this.method = method;
        this.path = path;
        this.body = body;
        this.sentBody = body;
        this.audience = person.http.audience();
        this.token = person.tokens.accessToken();
        this.timestamp = person.clock.millis();
        new SecureRandom().nextBytes(nonce);
    }

    public Http.Answer send() {
        Proofs.Signer signer = new Proofs.Signer(person.user, person.device);
        Bytes signature = person.deviceKey.sign(
                Proofs.request(audience, method, path, body, timestamp, Bytes.copyOf(nonce), signer));
        return person.http.send(
                method,
                path,
                sentBody,
                "Authorization",
                "Bearer " + token,
                "CV-Timestamp",
                Long.toString(timestamp),
                "CV-Nonce",
                Bytes.copyOf(nonce).base64Url(),
                "CV-Signature",
                signature.base64Url());
    }
}
