package io.callvault.signaling.server;

import io.callvault.model.id.IdGenerator;
import io.callvault.signaling.account.AccountService;
import io.callvault.signaling.account.Audiences;
import io.callvault.signaling.account.ContactService;
import io.callvault.signaling.account.RequestGuard;
import io.callvault.signaling.account.SessionService;
import io.callvault.signaling.account.TokenBuckets;
import io.callvault.signaling.admin.DeadLetterDesk;
import io.callvault.signaling.admin.MetricsPage;
import io.callvault.signaling.bot.EchoBot;
import io.callvault.signaling.bot.EchoIdentity;
import io.callvault.signaling.bot.call.EchoCalls;
import io.callvault.signaling.bot.call.EchoLines;
import io.callvault.signaling.call.CallRelay;
import io.callvault.signaling.call.GuestRooms;
import io.callvault.signaling.fault.Faults;
import io.callvault.signaling.metric.ServerMetrics;
import io.callvault.signaling.relay.GroupService;
import io.callvault.signaling.relay.MessageRelay;
import io.callvault.signaling.relay.ReceiptService;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.relay.TypingService;
import io.callvault.signaling.session.HttpSessions;
import io.callvault.signaling.session.PresenceService;
import io.callvault.signaling.session.Services;
import io.callvault.signaling.session.SessionHub;
import io.callvault.signaling.store.DatabaseException;
import io.callvault.signaling.store.Interrupts;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.turn.Coturn;
import io.callvault.signaling.turn.CoturnPlan;
import io.callvault.signaling.turn.NoRelayException;
import io.callvault.signaling.turn.TurnServers;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend, running: the composition root. {@link #start} and {@link #close} block; nothing else does. */
public final class SignalingServer implements AutoCloseable {

    /** Threads that verify signatures and read; more would only queue for the cores. */
    private static final int WORKERS = Math.max(4, Runtime.getRuntime().availableProcessors());

    private static final Logger LOG = LoggerFactory.getLogger(SignalingServer.class);

    private final Faults faults;
    private final SessionHub hub = new SessionHub();
    private final ServerMetrics metrics = new ServerMetrics();
    private final ExecutorService workers;
    private final Store store;
    private final Listener listener;
    private final CallRelay calls;
    private final Optional<Coturn> coturn;
    private final TurnServers named;
    private final EchoBot echo;
    private final EchoCalls echoCalls;
    private final List<ApiRoute> routes;
    private final String host;

    private SignalingServer(
            ServerConfig config, Store store, Listener listener, Faults faults, Optional<Coturn> coturn) {
        this.faults = faults;
        this.host = config.host();
        this.store = store;
        this.listener = listener;
        this.named = config.operations().relays();
        this.coturn = coturn;
        this.workers = Executors.newFixedThreadPool(
                WORKERS, Thread.ofPlatform().name("cv-worker-", 1).factory());
        InstantSource clock = config.clock();
        IdGenerator ids = new IdGenerator(clock, new SecureRandom());
        Audiences audiences = audiences(config, listener.port());
        SessionService sessions = new SessionService(store, clock, audiences, config.accessTokenLifeMs(), metrics);
        ContactService contacts = new ContactService(store, clock, ids);
        EchoIdentity identity = EchoIdentity.load(store, clock, ids);
        AccountService accounts = new AccountService(
                store,
                audiences,
                sessions,
                (tables, user) ->
                        contacts.befriend(tables, user, identity.principal().user()),
                metrics);
        MessageRelay relay = new MessageRelay(
                store,
                clock,
                ids,
                config.store().broken(),
                metrics,
                new TokenBuckets<>(config.operations().limits().device(), System::nanoTime));
        ReceiptService receipts = new ReceiptService(store);
        TypingService typing = new TypingService(store, hub);
        SyncService sync = new SyncService(store, clock, metrics);
        this.echo = new EchoBot(
                new EchoBot.Rooms(store, relay, receipts, typing, sync, clock), identity, config.echoDelay());
        PresenceService presence = new PresenceService(
                store, hub, clock, identity.principal().user().id(), workers);
        GuestRooms guests = new GuestRooms(store, identity.principal().user(), hub, clock, ids);
        sessions.letIn(guests);
        EchoLines lines = new EchoLines(hub, identity, workers);
        this.calls = new CallRelay(
                store, lines, guests, metrics, clock, config.operations().limits());
        this.echoCalls = new EchoCalls(
                store,
                sessions,
                EchoIdentity.callDevice(store, clock, ids),
                here(listener.port()),
                config.operations().echoMedia());
        lines.open(calls::take, echoCalls::answers);
        Services services = new Services(
                sessions,
                relay,
                receipts,
                typing,
                sync,
                calls,
                hub,
                presence,
                faults,
                metrics,
                clock,
                store::epoch,
                config.heartbeatMs(),
                workers);
        AdminRoutes admin = new AdminRoutes(
                new DeadLetterDesk(store),
                new MetricsPage(new MetricsPage.Sources(metrics, store, hub::count, hub::waiting, calls::active)));
        LiveRoutes live = new LiveRoutes(new HttpSessions(services), faults);
        this.routes = new ApiRoutes(new ApiRoutes.Rooms(
                        store,
                        accounts,
                        sessions,
                        contacts,
                        new GroupService(store, clock),
                        sync,
                        hub,
                        live,
                        admin,
                        new CallRoutes(guests, this::relays, clock),
                        clock))
                .all();
        sessions.onEnded(hub::signedOut);
        store.onNews(news -> {
            hub.news(news);
            presence.news(news);
            calls.news(news);
        });
        store.onNewEpoch(hub::newEpoch);
        calls.start();
        echo.start();
        listener.serve(
                services,
                new RequestGuard(store, clock, audiences, metrics),
                new Doorman(config.operations(), metrics),
                routes);
        echoCalls.start();
    }

    private static Optional<Coturn> coturn(ServerConfig config, CoturnPlan plan) {
        try {
            return Optional.of(Coturn.start(
                    config.dataDir().resolve("coturn"),
                    plan,
                    config.operations().relays().secret()));
        } catch (NoRelayException e) {
            LOG.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The relays that clients are told. */
    public TurnServers relays() {
        return coturn.map(child -> child.servers().and(named)).orElse(named);
    }

    /** The relay that runs as a child. */
    public Optional<Coturn> coturn() {
        return coturn;
    }

    private static Audiences audiences(ServerConfig config, int port) {
        List<String> names = new ArrayList<>(config.audiences());
        Stream.of("127.0.0.1", "localhost", "[::1]", config.host())
                .map(name -> name + ":" + port)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return new Audiences(names);
    }

    /**
     * Opens the database and listens. Blocks until clients can connect.
     *
     * @throws ServerStartException with one sentence: what is wrong and what to do
     */
    public static SignalingServer start(ServerConfig config) throws ServerStartException {
        Store store;
        try {
            store = Store.open(config.dataDir(), config.clock(), config.store());
        } catch (DatabaseException e) {
            throw new ServerStartException(String.valueOf(e.getMessage()), e);
        }
        Faults faults = new Faults();
        Listener listener;
        try {
            listener = Listener.bind(config, faults);
        } catch (ServerStartException | RuntimeException e) {
            store.close();
            throw e;
        }
        Optional<Coturn> coturn = config.operations().coturn().flatMap(plan -> coturn(config, plan));
        try {
            return new SignalingServer(config, store, listener, faults, coturn);
        } catch (RuntimeException e) {
            coturn.ifPresent(Coturn::close);
            listener.close();
            store.close();
            throw e;
        }
    }

    public int port() {
        return listener.port();
    }

    /** Where clients find it, for example {@code http://127.0.0.1:8443}. */
    public URI uri() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** Where a process on this machine finds it, also when it listens on every address. */
    private URI here(int port) {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        return everywhere ? URI.create("http://127.0.0.1:" + port) : uri();
    }

    /** Trouble on purpose. */
    public Faults faults() {
        return faults;
    }

    /** How many clients are connected and have said hello. */
    public int connections() {
        return hub.count();
    }

    /** How many calls ring or run. */
    public int activeCalls() {
        return calls.active();
    }

    /** Events that wait to be pushed on the connection where most do. */
    public int deepestQueue() {
        return hub.deepest();
    }

    /** What it serves, as {@code METHOD path}. */
    List<String> routes() {
        return routes.stream().map(route -> route.method() + " " + route.path()).toList();
    }

    /** Says goodbye to every connection, finishes what was accepted, closes the database. */
    @Override
    public void close() {
        echoCalls.close();
        calls.close(); // Its thread writes to connections.
        hub.closeAll();
        listener.close();
        coturn.ifPresent(Coturn::close);
        echo.close();
        Interrupts.close(workers);
        store.close();
    }
}
