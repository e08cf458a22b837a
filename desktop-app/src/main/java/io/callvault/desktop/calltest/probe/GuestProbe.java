package io.callvault.desktop.calltest.probe;

import io.callvault.desktop.calltest.CallTestOptions;
import io.callvault.desktop.calltest.Job;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Steps;
import io.callvault.desktop.link.ApiResult;
import io.callvault.model.wire.ProblemCode;
import io.callvault.rtc.IceServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Is a guest let in? Asks for the relays, too: what comes after needs both. */
public final class GuestProbe implements Job.Work {
    private final ServerDoor door;
    private final CallTestOptions options;
    private final AtomicReference<List<IceServer>> relays = new AtomicReference<>(List.of());

    public GuestProbe(ServerDoor door, CallTestOptions options) {
        this.door = door;
        this.options = options;
    }

    /** What the server named; empty before. */
    public List<IceServer> relays() {
        return relays.get();
    }

    @Override
    public void run(Job.Desk desk) {
        ApiResult<Guest> entered = door.enter(ServerDoor.ECHO, "Call test");
        if (entered.success().isEmpty()) {
            desk.finish(Steps.GUEST.id(), refused(entered));
            return;
        }
        ApiResult<List<IceServer>> named = door.relays();
        named.success().ifPresent(all -> relays.set(Relays.chosen(all, options)));
        boolean some =
                relays.get().stream().flatMap(one -> one.urls().stream()).anyMatch(url -> url.startsWith("turn"));
        desk.finish(
                Steps.GUEST.id(),
                some
                        ? Outcome.pass("Let in, with credentials for the relays.")
                        : Outcome.warn(
                                "no_relays",
                                "Let in, but the server names no relay.",
                                "Calls fail wherever the two ends cannot reach each other directly: whoever runs the"
                                        + " server should give it a TURN relay."));
    }

    /** Why nobody was let in. */
    public static Outcome refused(ApiResult<?> result) {
        return switch (result) {
            case ApiResult.Problem<?> problem
            when problem.is(ProblemCode.RATE_LIMITED) ->
                Outcome.fail(
                        "guest_rate_limited",
                        "The server lets in no more guests at the moment.",
                        "Wait some minutes, then test again.");
            case ApiResult.Problem<?> problem ->
                Outcome.fail(
                        "guest_refused",
                        "The server lets in no guests: " + problem.sentence(),
                        "Ask whoever runs the server to update it, or to switch guests on.");
            case ApiResult.Unreachable<?>(String why) ->
                Outcome.fail("guest_unreachable", why, "See the server step above, then test again.");
            case ApiResult.Ok<?> fine ->
                Outcome.broken("test_error", "The test itself failed here.", "let in after all");
        };
    }
}
