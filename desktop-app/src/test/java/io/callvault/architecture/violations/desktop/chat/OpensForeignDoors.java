package io.callvault.architecture.violations.desktop.chat;

import dev.onvoid.StandIn;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.sql.Connection;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.controlsfx.control.PopOver;
import org.java_websocket.WebSocket;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** Imports every library that has its own door elsewhere. */
public final class OpensForeignDoors {
    private OpensForeignDoors() {}

    /** JSON outside the wire. */
    public record Json(JsonMapper mapper) {}

    /** Cryptography outside its room. */
    public record Crypto(Ed25519Signer signer) {}

    /** A transport outside the link. */
    public record Socket(WebSocket socket) {}

    /** A transaction outside the store. */
    public record Jdbc(Connection connection) {}

    /** A native call outside the port. */
    public record Rtc(StandIn peer) {}

    /** A ControlsFX control outside the shared ones. */
    public record Controls(PopOver popOver) {}

    /** A command line outside the start. */
    public record CommandLineReader(CommandLine line) {}

    /** A circuit breaker outside the sync thread. */
    public record Breaker(CircuitBreaker breaker) {}
}
