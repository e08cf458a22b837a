package io.callvault.desktop.chaos.child;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.link.Session;
import io.callvault.desktop.store.row.PendingMessage;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.SigningKey;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import java.security.SecureRandom;

/** Writes texts that are signed with a key nobody knows, as a thief of a session would. */
final class Poisoner {

    private final ClientCore core;
    private final SecureRandom random = new SecureRandom();
    private final IdGenerator ids;

    Poisoner(ClientCore core) {
        this.core = core;
        this.ids = new IdGenerator(core.clock(), random);
    }

    String write(ConversationId conversation, String text) {
        Session.Signature me = core.session().signature().orElseThrow();
        ClientMessageId id = ids.clientMessageId();
        byte[] nonce = new byte[Envelope.NONCE_LENGTH];
        random.nextBytes(nonce);
        Envelope.Header header = new Envelope.Header(
                Envelope.SUITE_PLAIN,
                MessageOp.NEW,
                conversation,
                0,
                me.signer().user(),
                me.signer().device(),
                id,
                Integer.MAX_VALUE,
                Bytes.copyOf(new byte[Envelope.PREV_HASH_LENGTH]),
                core.clock().millis(),
                0,
                Bytes.copyOf(nonce));
        Body body = new Body.Text(text);
        Bytes sealed = EnvelopeCodec.seal(header, BodyCodec.encode(body), SigningKey.generate(random));
        PendingMessage message =
                new PendingMessage(id, conversation, MessageOp.NEW, 0, header.timestampMs(), body, sealed);
        ClientChild.done(core.store().update(tx -> tx.messages().insertPending(message)));
        return "asked";
    }
}
