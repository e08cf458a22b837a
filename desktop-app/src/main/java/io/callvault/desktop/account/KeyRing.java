package io.callvault.desktop.account;

import io.callvault.model.crypto.Bytes;
import java.io.IOException;
import java.util.Optional;

/** Small secrets at rest, each under its name; the vault keeps them. Any thread but the FX thread's: it may fsync. */
public interface KeyRing {

    Optional<Bytes> get(String name) throws IOException;

    /** Durable when it returns. */
    void put(String name, Bytes secret) throws IOException;

    void remove(String name) throws IOException;
}
