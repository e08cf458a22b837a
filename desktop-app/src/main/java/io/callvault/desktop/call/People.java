package io.callvault.desktop.call;

import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.model.call.CallParty;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.EventBody.ContactState;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is at the other end, from what this device has pinned; nothing the server says in a frame is believed. Not the FX thread. */
final class People {

    private static final Logger LOG = LoggerFactory.getLogger(People.class);

    private final Store store;

    People(Store store) {
        this.store = store;
    }

    /** The other side of a call. */
    record Other(UserId user, String name) {}

    /** The other one of a conversation of two contacts; empty for everything else. */
    Optional<Other> other(ConversationId conversation) {
        try {
            return store.read(tx -> {
                Optional<StoredConversation> found = tx.conversations().find(conversation);
                if (found.isEmpty()
                        || found.get().kind() != ConversationKind.DIRECT
                        || found.get().others().size() != 1) {
                    return Optional.empty();
                }
                StoredConversation.Person person = found.get().others().getFirst();
                return tx.people()
                        .contact(person.id())
                        .filter(contact -> contact.state() == ContactState.ACCEPTED)
                        .map(contact -> new Other(person.id(), person.displayName()));
            });
        } catch (StoreException e) {
            LOG.warn("who is called could not be read", e);
            return Optional.empty();
        }
    }

    /** The key of a device, vouched for by its person's pinned identity key; empty while that device is not known here. */
    Optional<VerifyKey> key(CallParty party) {
        try {
            return store.read(tx -> tx.people().device(party.deviceId()))
                    .filter(device -> device.userId().equals(party.userId()))
                    .map(EventBody.Device::deviceKey)
                    .map(VerifyKey::new);
        } catch (StoreException e) {
            LOG.warn("a device's key could not be read", e);
            return Optional.empty();
        }
    }
}
