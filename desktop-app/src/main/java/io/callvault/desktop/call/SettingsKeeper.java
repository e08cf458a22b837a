package io.callvault.desktop.call;

import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chosen devices and switches, in the profile. Any thread. */
final class SettingsKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsKeeper.class);
    private static final String NAME = "calls";

    private final Store store;
    private volatile CallSettings now = CallSettings.DEFAULT;

    SettingsKeeper(Store store) {
        this.store = store;
    }

    /** Not on the FX thread. Those of another version count as not chosen yet. */
    void load() throws StoreException {
        Optional<String> kept = store.read(tx -> tx.settings().get(NAME));
        if (kept.isPresent()) {
            try {
                now = Json.read(kept.get(), CallSettings.class);
            } catch (WireException e) {
                LOG.warn("the call settings could not be read: {}", e.toString());
            }
        }
    }

    CallSettings now() {
        return now;
    }

    void save(CallSettings settings) {
        now = settings;
        store.update(tx -> tx.settings().put(NAME, Json.write(settings))).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("the call settings could not be kept; they are the old ones at the next start", failure);
            }
        });
    }
}
