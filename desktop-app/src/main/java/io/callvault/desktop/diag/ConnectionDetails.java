package io.callvault.desktop.diag;

import java.util.concurrent.CompletionStage;

/** Tells the facts of the connection. Any thread; returns at once, the stage completes on another one. */
public interface ConnectionDetails {

    /** As of now; fails if the local store cannot be read. */
    CompletionStage<ConnectionFacts> read();
}
