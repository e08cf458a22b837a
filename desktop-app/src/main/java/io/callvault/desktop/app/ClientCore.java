package io.callvault.desktop.app;

import io.callvault.desktop.account.AccountManager;
import io.callvault.desktop.account.AccountService;
import io.callvault.desktop.account.AccountState;
import io.callvault.desktop.account.SessionKeeper;
import io.callvault.desktop.call.CallManager;
import io.callvault.desktop.call.CallMedia;
import io.callvault.desktop.call.CallService;
import io.callvault.desktop.chat.Author;
import io.callvault.desktop.chat.ChatManager;
import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.contact.ContactManager;
import io.callvault.desktop.contact.ContactService;
import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.ConnectionManager;
import io.callvault.desktop.link.LinkMonitor;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.Pace;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.ServerClock;
import io.callvault.desktop.link.Session;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.link.SleepWatch;
import io.callvault.desktop.link.ThreadLoop;
import io.callvault.desktop.link.TransportChoice;
import io.callvault.desktop.link.transport.Transports;
import io.callvault.desktop.metric.ClientMetrics;
import io.callvault.desktop.notice.Notice;
import io.callvault.desktop.notice.Notices;
import io.callvault.desktop.store.Health;
import io.callvault.desktop.store.Opened;
import io.callvault.desktop.store.Store;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.StoreKey;
import io.callvault.desktop.store.StoreNews;
import io.callvault.desktop.sync.SyncService;
import io.callvault.desktop.vault.OsKeyStore;
import io.callvault.desktop.vault.Vault;
import io.callvault.desktop.vault.VaultException;
import io.callvault.model.id.IdGenerator;
import io.callvault.rtc.webrtc.CallEngines;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Everything of one profile that has no screen, made in order and ended in the opposite one. The vault is opened and the
 * profile locked by the caller. Not on the FX thread: it reads the disk.
 */
public final class ClientCore implements AutoCloseable {

    /** Drafts are written at most this often, well within the second that PROTOCOL.md promises. */
    private static final long DRAFT_PAUSE_MS = 300;

    private final Store store;
    private final ThreadLoop linkLoop;
    private final ThreadLoop syncLoop;
    private final ServerAddress address;
    private final ServerClock clock;
    private final ClientMetrics metrics = new ClientMetrics();
    private final Notices notices = new Notices();
    private final NetworkSwitch network;
    private final ApiClient api;
    private final SessionKeeper session;
    private final ConnectionManager link;
    private final SyncService sync;
    private final AccountManager account;
    private final ContactManager contacts;
    private final ChatManager chat;
    private final ThreadLoop callLoop;
    private final CallManager calls;
    private final SleepWatch sleepWatch;
    private volatile boolean windowSeen = true;
    private volatile boolean scarce;

    /**
     * What the client takes from the machine it runs on. The app runs with {@link #real()}; only tests have others.
     *
     * @param wall the computer's clock, right or wrong; read once at the start
     * @param nanoTime monotonic nanoseconds; all timers follow it
     * @param keyStore where the operating system keeps secrets
     * @param media what calls take from the machine
     */
    public record Environment(
            InstantSource wall,
            LongSupplier nanoTime,
            Faults faults,
            OsKeyStore keyStore,
            TransportChoice transport,
            CallMedia media) {

        private static final LongSupplier SYSTEM = System::nanoTime;
        private static final Environment REAL = new Environment(
                InstantSource.system(),
                SYSTEM,
                Faults.none(),
                OsKeyStore.none(),
                TransportChoice.AUTO,
                CallMedia.devices(() -> CallEngines.open(CallEngines.Options.SYSTEM)));

        public static Environment real() {
            return REAL;
        }

        public Environment withWall(InstantSource other) {
            return new Environment(other, nanoTime, faults, keyStore, transport, media);
        }

        public Environment withNanoTime(LongSupplier other) {
            return new Environment(wall, other, faults, keyStore, transport, media);
        }

        public Environment withFaults(Faults others) {
            return new Environment(wall, nanoTime, others, keyStore, transport, media);
        }

        public Environment withKeyStore(OsKeyStore other) {
            return new Environment(wall, nanoTime, faults, other, transport, media);
        }

        public Environment withTransport(TransportChoice other) {
            return new Environment(wall, nanoTime, faults, keyStore, other, media);
        }

        public Environment withMedia(CallMedia other) {
            return new Environment(wall, nanoTime, faults, keyStore, transport, other);
        }

        private ThreadLoop loop(String name) {
            return nanoTime.equals(SYSTEM) ? new ThreadLoop(name) : ThreadLoop.following(name, nanoTime);
        }
    }

    /**
     * @param profile the profile's folder
     * @param server whom a profile without an account offers to sign up with
     * @throws StoreException with a sentence for the user
     */
    public ClientCore(Path profile, URI server, Vault vault, NetworkSwitch network, Environment environment)
            throws StoreException {
        Faults faults = environment.faults();
        this.network = network;
        linkLoop = environment.loop("cv-link");
        syncLoop = environment.loop("cv-sync");
        clock = new ServerClock(environment.wall(), environment.nanoTime());
        SecureRandom random = new SecureRandom();
        address = new ServerAddress(server);
        store = Store.open(profile.resolve(Profile.STORE), new StoreKey(vault.subkey("cv/store/v1")), faults);
        tell(store.opened());
        store.subscribe(item -> {
            if (item instanceof StoreNews.Rebuilt) {
                tell(store.opened());
            }
        });
        tell(store.health());
        store.subscribeHealth(this::tell);
        api = new ApiClient(address, network, clock, random);
        session = new SessionKeeper(linkLoop, api, vault, faults.points());
        SignedInApi signedIn = api.as(session);
        LateResumePoint resume = new LateResumePoint();
        String instance = UUID.randomUUID().toString();
        link = new ConnectionManager(
                linkLoop,
                new ConnectionManager.Parts(
                        new Transports(linkLoop, address, api, session, network, instance),
                        environment.transport(),
                        session,
                        resume,
                        clock,
                        random,
                        metrics),
                instance);
        sync = new SyncService(new SyncService.Parts(
                syncLoop,
                link,
                store,
                signedIn,
                clock,
                random,
                () -> session.signature().map(Session.Signature::deviceKey),
                new SyncService.Probes(metrics, faults)));
        resume.is(sync);
        sleepWatch = new SleepWatch(linkLoop, environment.wall(), this::networkChanged);
        account = new AccountManager(syncLoop, store, vault, address, session, api, clock);
        contacts = new ContactManager(store, signedIn);
        chat = new ChatManager(new ChatManager.Parts(
                store,
                new SyncedChatNetwork(sync.whereabouts(), sync.history()),
                () -> session.signature().map(ClientCore::author),
                clock,
                new IdGenerator(clock, random),
                random,
                CompletableFuture.delayedExecutor(DRAFT_PAUSE_MS, TimeUnit.MILLISECONDS)));
        callLoop = environment.loop("cv-call");
        calls = new CallManager(new CallManager.Parts(
                callLoop,
                new CallManager.Backend(link, signedIn, clock, session::signature),
                store,
                new ChatCallLines(chat),
                new IdGenerator(clock, random),
                environment.media()));
    }

    /** Reads what is there, then connects if somebody is signed in. Everything local works before the network does. */
    public void start() throws StoreException, VaultException {
        link.listen(new FrameRouter(sync, calls));
        link.subscribe(status -> {
            if (status == LinkStatus.OFFLINE) {
                api.renewConnections();
            }
        });
        sleepWatch.start();
        sync.start();
        account.start();
        calls.start();
        session.subscribeRenewals(link::reauth);
        account.subscribe(this::follow);
        network.subscribe(on -> {
            if (on) {
                link.probe();
            }
        });
        follow(account.state());
    }

    /** What the user must know about this profile; for a banner. */
    public Notices notices() {
        return notices;
    }

    public Store store() {
        return store;
    }

    public ServerClock clock() {
        return clock;
    }

    /** Whom this profile speaks to. */
    public ServerAddress server() {
        return address;
    }

    /** Who signs messages. */
    public Session session() {
        return session;
    }

    /** What this client counts about itself. */
    public ClientMetrics metrics() {
        return metrics;
    }

    public LinkMonitor link() {
        return link;
    }

    public AccountService account() {
        return account;
    }

    public ContactService contacts() {
        return contacts;
    }

    public ChatService chat() {
        return chat;
    }

    public CallService calls() {
        return calls;
    }

    /** The setting "work offline". */
    public NetworkSwitch network() {
        return network;
    }

    /** The computer woke up, or its network changed: a living connection is asked. Any thread. */
    public void networkChanged() {
        networkChanged(false);
    }

    /**
     * As {@link #networkChanged()}.
     *
     * @param lost whether an address is gone: then the connection is not asked but made anew
     */
    public void networkChanged(boolean lost) {
        if (lost) {
            link.renew();
        } else {
            link.probe();
        }
        calls.networkChanged();
    }

    /** Whether somebody may see the window; the connection is quieter while nobody does. Any thread. */
    public void windowSeen(boolean seen) {
        windowSeen = seen;
        link.mode(Pace.of(!seen, scarce));
    }

    /** Whether battery or data are to be spared. Any thread. */
    public void scarce(boolean now) {
        scarce = now;
        link.mode(Pace.of(!windowSeen, now));
    }

    /** First what brings news, then what works on them, last the store, which finishes what was given to it. */
    @Override
    public void close() {
        sleepWatch.close();
        calls.close();
        callLoop.close();
        link.close();
        linkLoop.close();
        api.close();
        chat.close();
        contacts.close();
        sync.close();
        syncLoop.close();
        store.close();
    }

    private void tell(Opened opened) {
        if (opened instanceof Opened.Rebuilt(String reason)) {
            notices.show(new Notice(Notice.Kind.DATABASE_REBUILT, reason));
        }
    }

    private void tell(Health health) {
        notices.clear(Notice.Kind.DISK_FULL);
        switch (health) {
            case Health.Fine() -> notices.clear(Notice.Kind.STORE_STOPPED);
            case Health.Stalled(String sentence) -> notices.show(new Notice(Notice.Kind.DISK_FULL, sentence));
            case Health.Stopped(String sentence) -> notices.show(new Notice(Notice.Kind.STORE_STOPPED, sentence));
        }
    }

    private static Author author(Session.Signature signature) {
        return new Author(signature.signer().user(), signature.signer().device(), signature.deviceKey());
    }

    private void follow(AccountState state) {
        switch (state) {
            case AccountState.SignedIn ignored -> link.connect();
            case AccountState.SignedOut ignored -> {
                calls.leave();
                link.leave();
            }
            case AccountState.Nobody() -> {
                calls.leave();
                link.disconnect();
            }
        }
    }
}
