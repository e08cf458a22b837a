package io.callvault.desktop.sync;

import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.desktop.store.row.KeyCheck;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.wire.EventBody;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what the server says about people, and believes of it what their identity keys vouch for. Every method says why
 * it refused, or nothing. Inside a transaction, on the store thread.
 */
public final class PeopleKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleKeeper.class);

    private PeopleKeeper() {}

    /** How this user stands to somebody, and who that is. */
    public static Optional<String> contact(Tx tx, EventBody.Contact contact) throws StoreException {
        Optional<String> why = person(tx, contact.profile());
        if (why.isEmpty()) {
            tx.people().saveContact(contact.profile().userId(), contact.state(), contact.conversationId());
        }
        return why;
    }

    /** One more device of somebody whose identity key is pinned. */
    public static Optional<String> device(Tx tx, EventBody.Device device) throws StoreException {
        Optional<EventBody.Profile> owner = tx.people().profile(device.userId());
        if (owner.isEmpty()) {
            return Optional.of("a device of somebody unknown");
        }
        if (!EnvelopeCheck.certified(device, new VerifyKey(owner.get().identityKey()))) {
            return Optional.of("a device without a fitting certificate");
        }
        tx.people().saveDevice(Labels.of(device));
        return Optional.empty();
    }

    /** Keeps a profile with those of its devices that its identity key vouches for. */
    public static Optional<String> person(Tx tx, EventBody.Profile profile) throws StoreException {
        if (profile.identityKey().length() != VerifyKey.LENGTH) {
            return Optional.of("an identity key of the wrong length");
        }
        VerifyKey identity = new VerifyKey(profile.identityKey());
        List<EventBody.Device> certified = profile.devices().stream()
                .filter(device -> device.userId().equals(profile.userId()) && EnvelopeCheck.certified(device, identity))
                .map(Labels::of)
                .toList();
        if (certified.size() < profile.devices().size()) {
            LOG.warn(
                    "{} devices without a fitting certificate are ignored",
                    profile.devices().size() - certified.size());
        }
        EventBody.Profile shown = Labels.of(profile);
        KeyCheck check = tx.people()
                .save(new EventBody.Profile(
                        shown.userId(), shown.handle(), shown.displayName(), shown.identityKey(), certified));
        return check == KeyCheck.DIFFERENT ? Optional.of("another identity key than the one pinned") : Optional.empty();
    }
}
