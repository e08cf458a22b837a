package io.callvault.desktop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.app.Profile.ProfileException;
import io.callvault.desktop.call.CallMedia;
import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.CallView;
import io.callvault.model.call.CallEnd;
import io.callvault.model.message.Body;
import io.callvault.rtc.scripted.ScriptedEngine;
import io.callvault.rtc.scripted.ScriptedPeer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A client with a scripted engine that makes calls and takes them. */
public final class Caller implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestClient client;
    private final String name;
    private volatile ScriptedEngine engine;
    private boolean given;

    public Caller(Path profile, URI server) throws ProfileException {
        this(profile, server, ClientCore.Environment.real());
    }

    public Caller(Path profile, URI server, ClientCore.Environment environment) throws ProfileException {
        name = profile.getFileName().toString();
        engine = ScriptedEngine.threaded(name);
        client = new TestClient(profile, server, environment.withMedia(CallMedia.devices(this::give)));
    }

    /** Each start of the app has its own. */
    private synchronized ScriptedEngine give() {
        if (given) {
            engine = ScriptedEngine.threaded(name);
        }
        given = true;
        return engine;
    }

    public TestClient client() {
        return client;
    }

    public ScriptedEngine engine() {
        return engine;
    }

    public CallService calls() {
        return client.core().calls();
    }

    public void call(String handle, boolean video) {
        calls().call(client.with(handle), video);
    }

    /** Calls, and waits until it rings there. */
    public void callAndRing(String handle, Caller other) {
        call(handle, false);
        is(CallView.Phase.RINGING);
        other.is(CallView.Phase.RINGING);
    }

    /** A call that both are in. */
    public void connectWith(String handle, Caller other) {
        callAndRing(handle, other);
        other.accept();
        is(CallView.Phase.CONNECTED);
        other.is(CallView.Phase.CONNECTED);
    }

    public void accept() {
        calls().accept(view().callId(), false);
    }

    public void hangUp() {
        calls().hangUp(view().callId());
    }

    public CallView view() {
        return calls().current().orElseThrow();
    }

    public ScriptedPeer peer() {
        return engine.last().orElseThrow();
    }

    /** Waits for a state of the current call. */
    public void until(String what, Predicate<CallView> condition) {
        await(what)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(calls().current()).get().matches(condition, what));
    }

    public void is(CallView.Phase phase) {
        until(phase.name(), view -> view.phase() == phase);
    }

    public void ended(CallEnd end) {
        until("ended " + end, view -> view.end().equals(Optional.of(end)));
    }

    /** Nothing of the engine is left open. */
    public void letGo() {
        await().atMost(PATIENCE).until(() -> engine.open() == 0);
    }

    public List<CallService.PastCall> history() {
        return TestClient.done(calls().history(50));
    }

    /** Waits for the newest entry of the history. */
    public CallService.PastCall past(Predicate<CallService.PastCall> condition) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(history()).isNotEmpty().first().matches(condition));
        return history().getFirst();
    }

    /** The lines of calls in the conversation. */
    public List<Body.Call> lines(String handle) {
        return client.messages(handle).stream()
                .filter(row -> row.body() instanceof Body.Call)
                .map(row -> (Body.Call) row.body())
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
