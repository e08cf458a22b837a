package io.callvault.desktop.settings;

import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this profile's windows are light, dark, or as the system is. */
public final class LookSetting {

    private static final Logger LOG = LoggerFactory.getLogger(LookSetting.class);
    private static final String NAME = "look";

    private final Store store;

    public LookSetting(Store store) {
        this.store = store;
    }

    /** The name that was kept; empty if nothing was chosen yet. Not on the FX thread. */
    public Optional<String> load() throws StoreException {
        return store.read(tx -> tx.settings().get(NAME));
    }

    /** Keeps a choice; returns at once. */
    public void save(String look) {
        store.update(tx -> tx.settings().put(NAME, look)).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("the look could not be kept; it is the old one at the next start", failure);
            }
        });
    }
}
