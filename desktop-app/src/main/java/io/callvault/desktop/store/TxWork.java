package io.callvault.desktop.store;

/**
 * Work inside one transaction, all or nothing.
 *
 * @param <T> what it finds out
 */
@FunctionalInterface
public interface TxWork<T> {

    /** Runs on the store thread (writes) or a reader's thread (reads). Brief, and it never waits for anything else. */
    T run(Tx tx) throws StoreException;
}
