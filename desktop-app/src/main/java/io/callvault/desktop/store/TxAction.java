package io.callvault.desktop.store;

/** Work inside one transaction that finds nothing out; otherwise as {@link TxWork}. */
@FunctionalInterface
public interface TxAction {

    void run(Tx tx) throws StoreException;

    /** The same, with {@link Done} as its result. */
    default TxWork<Done> asWork() {
        return tx -> {
            run(tx);
            return Done.DONE;
        };
    }
}
