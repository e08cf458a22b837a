package io.callvault.desktop.store;

import io.callvault.desktop.fault.Broken;
import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.store.file.Anchor;
import io.callvault.desktop.store.file.Folders;
import io.callvault.desktop.store.file.PreciousLog;
import io.callvault.desktop.store.schema.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one store, and the decision what to do with a database that does not fit or a disk that takes nothing. */
final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final String NAME = "vault";
    private static final String FILE = NAME + ".mv.db";

    /** Of each damaged file so many stay: enough to look into it, not enough to fill the disk. */
    private static final int MOST_ASIDE = 3;

    private final Path folder;
    private final Faults faults;
    private final Anchor anchor;
    private final byte[] fileSecret;
    private final byte[] logSecret;
    private final AtomicBoolean trusted = new AtomicBoolean();
    private volatile boolean damaged;
    private volatile Runnable onDamage = () -> {};
    private volatile Opened opened = new Opened.Existing();
    private Optional<Opening> opening = Optional.empty();
    private Optional<PreciousLog> log = Optional.empty();
    private long generation;
    private boolean replay;
    private boolean lastOpeningFailedToWrite;

    private Database(Path folder, StoreKey key, Faults faults) {
        this.folder = folder;
        this.faults = faults;
        this.anchor = new Anchor(folder.resolve(NAME + ".anchor"), key.subkey("cv/db/anchor/v1"));
        this.fileSecret = key.subkey("cv/db/v1");
        this.logSecret = key.subkey("cv/log/v1");
    }

    static Database open(Path folder, StoreKey key, Faults faults) throws StoreException {
        Database database = new Database(folder, key, faults);
        boolean done = false;
        try {
            Files.createDirectories(folder);
            database.openOrRebuild();
            done = true;
            return database;
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    StoreException.Why.STALLED,
                    "The local database cannot be opened: is the disk full or not writable?",
                    e);
        } finally {
            if (!done) {
                database.closeFiles();
            }
        }
    }

    Opened opened() {
        return opened;
    }

    /** Whether it may be written; if not, there may still be connections to read with. */
    boolean writable() {
        return log.isPresent();
    }

    Connection writeConnection() {
        return opening.orElseThrow().writer();
    }

    List<Connection> readConnections() {
        return opening.map(Opening::readers).orElse(List.of());
    }

    /** Present while it is {@link #writable}. */
    PreciousLog log() {
        return log.orElseThrow();
    }

    /** Whether the disk has refused a change, if only to H2's own thread. */
    boolean writeFailed() {
        return opening.filter(Opening::writeFailed).isPresent();
    }

    /** Closes in order; a clean end raises the generation, so that an older copy of the file is noticed. */
    void close() {
        if (writable()) {
            try {
                raiseGeneration();
            } catch (IOException | SQLException e) {
                LOG.warn("the anchor was not renewed at the end", e);
            }
        }
        closeFiles();
    }

    /** The disk takes nothing: from now on only to be read, from what is committed. All connections are other ones then. */
    void readOnly() {
        closeLog();
        opening.ifPresent(Opening::abandon);
        Opening next = newOpening();
        opening = Optional.of(next);
        try {
            next.connect(Opening.Access.READ_ONLY);
            next.connectReaders();
        } catch (SQLException e) {
            LOG.error("the database cannot even be read until the disk takes changes again", e);
            next.abandon();
            opening = Optional.empty();
        }
    }

    /** Whether an attempt to write again is worth it. */
    boolean hasRoom() {
        return Folders.hasRoom(folder, faults.disk());
    }

    /**
     * Opens it for writing again, after {@link #readOnly}. All connections are other ones then.
     *
     * @return whether it is {@link #writable}; if not, it stays as it was
     * @throws StoreException if it does not hold what it must: the next start makes it anew
     */
    boolean reopen() throws StoreException {
        opening.ifPresent(Opening::abandon);
        opening = Optional.empty();
        trusted.set(false);
        try {
            if (tryOpen(generation)) {
                begin();
                return true;
            }
            if (!lastOpeningFailedToWrite) {
                note();
                throw new StoreException("The local database is damaged: start the app again, which mends it.");
            }
        } catch (IOException | SQLException e) {
            LOG.warn("the disk still does not take changes", e);
        }
        readOnly();
        return false;
    }

    /** Tells, on whatever thread, that a part turned out to be damaged; {@link #rebuildNow} mends it. */
    void onDamage(Runnable listener) {
        onDamage = listener;
    }

    boolean damaged() {
        return damaged;
    }

    /** Sets the damaged database aside while the app runs, and makes it anew. All connections are other ones then. */
    void rebuildNow() throws IOException, SQLException, StoreException {
        trusted.set(false);
        damaged = false;
        opening.ifPresent(Opening::abandon);
        opening = Optional.empty();
        closeLog();
        rebuild("a part of it was damaged", generation);
        begin();
    }

    /** Begins the second log anew with what is precious now, when most of it is out of date. Between two transactions. */
    void compactLog() throws IOException, StoreException, SQLException {
        // So that a state from before is noticed at the next start: the new log would not fit it.
        raiseGeneration();
        List<byte[]> now = Precious.all(new Tx(new Sql(writeConnection()), faults));
        writeConnection().commit();
        // Closed first: Windows does not replace an open file.
        closeLog();
        log = Optional.of(PreciousLog.replace(logFile(), logSecret, faults.disk(), now));
    }

    private void openOrRebuild() throws IOException, SQLException, StoreException {
        Folders.removeLeftovers(folder);
        Anchor.Found found = anchor.read();
        long expected = found instanceof Anchor.Found.Says(long said) ? said : 0;
        Optional<String> reason = whyNot(found, expected);
        if (reason.isPresent()) {
            rebuild(reason.get(), expected);
        }
        try {
            begin();
        } catch (IOException | SQLException | StoreException e) {
            if (!(opened instanceof Opened.Existing)) {
                throw e;
            }
            if (e instanceof IOException || opening.isEmpty() || writeFailed()) {
                LOG.warn("the database can only be read: the disk does not take changes", e);
                readOnly();
            } else {
                LOG.warn("the database opened, and a part of it cannot be read", e);
                rebuildNow();
            }
        }
    }

    /** Opens what is there, or says why it cannot be used. */
    private Optional<String> whyNot(Anchor.Found found, long expected)
            throws IOException, SQLException, StoreException {
        if (Files.exists(marker())) {
            return Optional.of("a part of it was damaged");
        }
        if (!Files.exists(folder.resolve(FILE))) {
            boolean nothing = found instanceof Anchor.Found.Missing && !Files.exists(logFile());
            if (nothing) {
                opened = new Opened.Created();
                connect(Opening.Access.NEW);
            }
            return nothing ? Optional.empty() : Optional.of("it was gone");
        }
        if (tryOpen(expected)) {
            return Optional.empty();
        }
        if (lastOpeningFailedToWrite) {
            // Nothing says that it is damaged: only the disk is full.
            opened = new Opened.Existing();
            generation = expected;
            return Optional.empty();
        }
        boolean foreign = found instanceof Anchor.Found.Foreign
                && PreciousLog.read(logFile(), logSecret).records().isEmpty();
        return Optional.of(foreign ? "it was sealed with another key" : "it was damaged or an older copy");
    }

    /** The marker stands until the second log is replayed: a rebuild that was cut off is begun again. */
    private void rebuild(String reason, long expected) throws IOException, SQLException {
        LOG.warn("the database is made anew: {}", reason);
        note();
        opening.ifPresent(Opening::close);
        Instant now = Instant.now();
        Folders.setAside(folder.resolve(FILE), now, MOST_ASIDE);
        boolean whole = PreciousLog.read(logFile(), logSecret).whole();
        if (!whole) {
            Folders.copyAside(logFile(), now, MOST_ASIDE);
        }
        replay = true;
        opened = new Opened.Rebuilt(
                "The local database was made anew because " + reason + ". Your messages come back from the server; "
                        + (whole
                                ? "what was not sent yet and your drafts were kept."
                                : "what was not sent yet and your drafts were kept as far as they could be read."));
        connect(Opening.Access.NEW);
        generation = expected;
    }

    /** Makes it ready to be written. */
    private void begin() throws IOException, SQLException, StoreException {
        if (opening.isEmpty()) {
            throw new IOException("the disk does not take changes");
        }
        Migrations.run(writeConnection());
        if (faults.has(Broken.SKIP_DEDUPE)) {
            Migrations.allowDoubles(writeConnection());
        }
        raiseGeneration();
        opening.get().connectReaders();
        PreciousLog renewed = renewLog();
        if (replay) {
            replay = false;
            Files.deleteIfExists(marker());
        }
        log = Optional.of(renewed);
        trusted.set(true);
    }

    /**
     * What the second log has and the database has not is put back: all of it after a rebuild, the last moments if H2 opened an
     * older state because the newest one was hurt. Then the log begins anew with what is precious now.
     */
    private PreciousLog renewLog() throws IOException, SQLException, StoreException {
        Tx tx = new Tx(new Sql(writeConnection()), faults);
        PreciousLog.Found found = PreciousLog.read(logFile(), logSecret);
        // A hurt log may have lost its newest drafts, and a database that is whole has them.
        Precious.replay(tx, found.records(), replay || found.complete());
        tx.outbox().anotherRun();
        // Nobody listens yet; but the previews of what was put back are brought up to date with the news.
        if (tx.account().get().isPresent()) {
            LOG.info("{} news of what was put back", tx.takeNews().size());
        }
        tx.forget();
        writeConnection().commit();
        try (Statement statement = writeConnection().createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
        return PreciousLog.replace(logFile(), logSecret, faults.disk(), Precious.all(tx));
    }

    private Path logFile() {
        return folder.resolve("precious.log");
    }

    private Opening newOpening() {
        return new Opening(folder, NAME, fileSecret, faults.disk(), this::damageFound);
    }

    private void connect(Opening.Access access) throws SQLException {
        Opening next = newOpening();
        opening = Optional.of(next);
        next.connect(access);
    }

    /** Whether it opens and holds what the anchor says. */
    private boolean tryOpen(long expected) throws StoreException {
        try {
            connect(Opening.Access.EXISTING);
            if (Migrations.version(writeConnection()) > Migrations.newest()) {
                throw new StoreException("This profile was used with a newer version of Call Vault: please update.");
            }
            long holds = readGeneration();
            if (holds >= expected) {
                generation = holds;
                return true;
            }
            LOG.warn("the database holds generation {}, the anchor says {}", holds, expected);
        } catch (SQLException e) {
            LOG.warn("the database does not open", e);
        }
        lastOpeningFailedToWrite = writeFailed();
        opening.ifPresent(Opening::abandon);
        opening = Optional.empty();
        return false;
    }

    private long readGeneration() throws SQLException {
        if (Migrations.version(writeConnection()) == 0) {
            return -1;
        }
        try (Statement statement = writeConnection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT MAX(generation) FROM anchor")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** First durably into the database, then into the anchor: after a crash in between the database is ahead, never behind. */
    private void raiseGeneration() throws IOException, SQLException {
        long next = generation + 1;
        try (Statement statement = writeConnection().createStatement()) {
            statement.execute("MERGE INTO anchor(id, generation) VALUES(1, " + next + ")");
            writeConnection().commit();
            statement.execute("CHECKPOINT SYNC");
        }
        anchor.write(next);
        generation = next;
    }

    private Path marker() {
        return folder.resolve(NAME + ".damaged");
    }

    /** Told by the file layer; the next start then makes the database anew. While opening, the opener decides. */
    private void damageFound() {
        if (trusted.get()) {
            LOG.error("a block of the database is damaged; it is made anew");
            try {
                note();
            } catch (IOException e) {
                LOG.error("the damage could not be noted", e);
            }
            damaged = true;
            onDamage.run();
        }
    }

    private void note() throws IOException {
        Files.write(marker(), new byte[0]);
    }

    private void closeLog() {
        if (log.isPresent()) {
            try {
                log.get().close();
            } catch (IOException e) {
                LOG.warn("the second log did not close cleanly", e);
            }
            log = Optional.empty();
        }
    }

    private void closeFiles() {
        opening.ifPresent(Opening::close);
        opening = Optional.empty();
        closeLog();
    }
}
