package io.callvault.signaling.bot.call;

import io.callvault.rtc.CallEngine;
import io.callvault.signaling.account.SessionService;
import io.callvault.signaling.bot.EchoIdentity;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the agent's process running beside the server: starts it, renews its token, starts it again after a crash, first at once and
 * then ever later, up to 30 s. Where the agent says that there are no natives it is left alone, and {@link #answers} turns false.
 * One thread of its own.
 */
public final class EchoCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EchoCalls.class);

    /** Calls at once; each takes about a tenth of a core. */
    private static final int MOST_CALLS = 4;

    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 30_000;

    /** A process that lived so long was not broken from the start. */
    private static final long HEALTHY_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** Where the agent stands. */
    public enum State {
        STARTING,
        READY,
        /** There are no natives, or they do not load. */
        UNAVAILABLE
    }

    private final EchoSession session;
    private final URI server;
    private final EchoMedia media;
    private final Chores chores = new Chores("cv-echo-calls");
    private volatile State state = State.STARTING;
    private volatile Optional<Agent> agent = Optional.empty();
    private boolean closing;
    private int crashes;
    private long startedNanos;

    /** @param server where the agent is to connect, for example {@code http://127.0.0.1:8443} */
    public EchoCalls(Store store, SessionService sessions, EchoIdentity.Satellite device, URI server, EchoMedia media) {
        this.session = new EchoSession(store, sessions, device, server.getAuthority());
        this.server = server;
        this.media = media;
    }

    /** Begins, when the server listens. */
    public void start() {
        if (media instanceof EchoMedia.None) {
            state = State.UNAVAILABLE;
        } else {
            later(this::launch, 0);
        }
    }

    public State state() {
        return state;
    }

    /** Whether it makes sense to let Echo ring. A process that is just starting again counts. */
    public boolean answers() {
        return state != State.UNAVAILABLE;
    }

    /** The agent as it is now. */
    Optional<Agent> agent() {
        return agent;
    }

    private void launch() {
        if (closing) {
            return;
        }
        startedNanos = System.nanoTime();
        try {
            AgentLetter.Credentials credentials = session.credentials(server.toString(), MOST_CALLS);
            Agent started = switch (media) {
                case EchoMedia.Here(CallEngine engine) -> here(credentials, engine);
                case EchoMedia.Child child -> process(credentials);
                case EchoMedia.None none -> throw new IllegalStateException("nobody takes calls");
            };
            agent = Optional.of(started);
            later(() -> renew(started), session.renewAfterMs());
        } catch (IOException | RefusedException | CompletionException e) {
            LOG.warn("Echo's calls could not be started", e);
            again();
        }
    }

    private Agent here(AgentLetter.Credentials credentials, CallEngine engine) {
        EchoAgent started = new EchoAgent(credentials, engine, EchoCall.Patience.USUAL);
        started.onWelcome(() -> said(EchoAgentMain.READY));
        started.start();
        return started;
    }

    private Agent process(AgentLetter.Credentials credentials) throws IOException {
        return AgentProcess.start(credentials, this::said, process -> later(() -> ended(process), 0));
    }

    private void said(String line) {
        if (line.equals(EchoAgentMain.READY)) {
            state = State.READY;
            LOG.info("Echo takes calls");
        } else if (line.startsWith(EchoAgentMain.UNAVAILABLE)) {
            state = State.UNAVAILABLE;
            LOG.warn("Echo takes no calls: {}", line.substring(EchoAgentMain.UNAVAILABLE.length()));
        } else {
            LOG.debug("the agent says: {}", line);
        }
    }

    private void ended(Agent which) {
        if (closing || agent.filter(which::equals).isEmpty()) {
            return;
        }
        agent = Optional.empty();
        if (state != State.UNAVAILABLE) {
            state = State.STARTING;
            again();
        }
    }

    private void again() {
        crashes = System.nanoTime() - startedNanos > HEALTHY_NANOS ? 0 : crashes + 1;
        long pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(10, crashes));
        LOG.warn("the process of Echo's calls ended; again in {} ms", pauseMs);
        later(this::launch, pauseMs);
    }

    private void renew(Agent which) {
        if (closing || agent.filter(which::equals).isEmpty()) {
            return;
        }
        try {
            which.tell(new AgentLetter.Renewal(session.fresh().accessToken()));
            later(() -> renew(which), session.renewAfterMs());
        } catch (IOException gone) {
            LOG.debug("the agent is gone before its token", gone);
        } catch (RefusedException | CompletionException e) {
            LOG.warn("the agent's token could not be renewed; again in a moment", e);
            later(() -> renew(which), 1_000);
        }
    }

    private void later(Runnable chore, long afterMs) {
        chores.later(chore, afterMs);
    }

    /** Ends the process. Blocks for at most a few seconds. */
    @Override
    public void close() {
        chores.close(() -> {
            closing = true;
            agent.ifPresent(Agent::close);
        });
    }
}
