package io.callvault.desktop.sync;

import io.callvault.desktop.store.row.ConversationDigest;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.WireException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The digest every device must come to, worked out from the server's envelopes alone; shares no code with the client's way. */
public final class EnvelopeFold {

    private EnvelopeFold() {}

    private record Name(UserId sender, ClientMessageId id) {}

    /**
     * @param messages of one conversation, rising by seq
     */
    public static ConversationDigest digest(List<EventBody.MessageStored> messages) {
        Map<Name, String> texts = new HashMap<>();
        Map<Name, Boolean> deleted = new HashMap<>();
        for (EventBody.MessageStored message : messages) {
            switch (body(message)) {
                case Body.Edit(ClientMessageId of, String text) -> texts.put(new Name(message.senderId(), of), text);
                case Body.Delete(ClientMessageId of) -> deleted.put(new Name(message.senderId(), of), true);
                case Body.Text _, Body.Call _, Body.Unknown _ -> {}
            }
        }
        ConversationDigest.Builder digest = new ConversationDigest.Builder();
        for (EventBody.MessageStored message : messages) {
            Envelope.Header header = envelope(message).header();
            Name name = new Name(message.senderId(), header.messageId());
            ConversationDigest.State state = header.op() != MessageOp.NEW
                    ? ConversationDigest.State.CHANGE
                    : deleted.containsKey(name)
                            ? ConversationDigest.State.DELETED
                            : texts.containsKey(name)
                                    ? ConversationDigest.State.EDITED
                                    : ConversationDigest.State.WRITTEN;
            String text = switch (state) {
                case EDITED -> texts.getOrDefault(name, "");
                case WRITTEN -> body(message) instanceof Body.Text(String said) ? said : "";
                default -> "";
            };
            digest.add(message.seq(), message.senderId(), header.messageId(), state, text);
        }
        return digest.build();
    }

    private static Envelope envelope(EventBody.MessageStored message) {
        try {
            return EnvelopeCodec.parse(message.envelope());
        } catch (MalformedEnvelopeException e) {
            throw new AssertionError(e);
        }
    }

    private static Body body(EventBody.MessageStored message) {
        try {
            return BodyCodec.decode(envelope(message).body().toArray());
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }
}
