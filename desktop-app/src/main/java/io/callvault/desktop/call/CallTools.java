package io.callvault.desktop.call;

import io.callvault.desktop.link.Loop;
import io.callvault.desktop.link.Session;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** What every call works with, on the call thread. */
record CallTools(
        Loop loop,
        InstantSource clock,
        Supplier<Optional<Session.Signature>> signature,
        Signals signals,
        CallHistory history,
        People people,
        Media media) {

    /** The engine, its inputs and the paths it may take. */
    record Media(EngineHolder engine, Relays relays, CallMedia inputs, SettingsKeeper settings) {}
}
