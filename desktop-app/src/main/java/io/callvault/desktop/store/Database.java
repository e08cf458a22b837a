package io.callvault.desktop.store;

import io.callvault.desktop.fault.Broken;
import io.callvault.desktop.fault.Faults;
import io.callvault.desktop.store.file.Anchor;
import io.callvault.desktop.store.file.PreciousLog;
import io.callvault.desktop.store.file.SealedFolder;
import io.callvault.desktop.store.schema.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open files and connections of one store, and the decision what to do with a database that does not fit. */
final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final String NAME = "vault";
    private static final String FILE = NAME + ".mv.db";
    private static final int READERS = 2;

    private final Path folder;
    private final Faults faults;
    private final Anchor anchor;
    private final SealedFolder files;
    private final AtomicBoolean trusted = new AtomicBoolean();
    private final List<Connection> connections = new ArrayList<>();
    private Opened opened = new Opened.Existing();
    private final byte[] logSecret;
    private Optional<PreciousLog> log = Optional.empty();
    private long generation;

    private Database(Path folder, StoreKey key, Faults faults) {
        this.folder = folder;
        this.faults = faults;
        this.anchor = new Anchor(folder.resolve(NAME + ".anchor"), key.subkey("cv/db/anchor/v1"));
        this.files = SealedFolder.register(folder, key.subkey("cv/db/v1"), faults.disk(), this::damageFound);
        this.logSecret = key.subkey("cv/log/v1");
    }

    static Database open(Path folder, StoreKey key, Faults faults) throws StoreException {
        Database database = new Database(folder, key, faults);
        try {
            Files.createDirectories(folder);
            database.openOrRebuild();
            return database;
        } catch (IOException | SQLException e) {
            database.closeFiles();
            throw new StoreException("The local database cannot be opened: is the disk full or not writable?", e);
        } catch (StoreException e) {
            database.closeFiles();
            throw e;
        }
    }

    Opened opened() {
        return opened;
    }

    Connection writeConnection() {
        return connections.getFirst();
    }

    PreciousLog log() {
        return log.orElseThrow();
    }

    List<Connection> readConnections() {
        return connections.subList(1, connections.size());
    }

    /** Closes in order; a clean end raises the generation, so that an older copy of the file is noticed. */
    void close() {
        if (connections.isEmpty()) {
            return;
        }
        try {
            raiseGeneration();
        } catch (IOException | SQLException e) {
            LOG.warn("the anchor was not renewed at the end", e);
        }
        closeFiles();
    }

    private void openOrRebuild() throws IOException, SQLException, StoreException {
        Anchor.Found found = anchor.read();
        long expected = found instanceof Anchor.Found.Says(long said) ? said : 0;
        boolean there = Files.exists(folder.resolve(FILE));
        Optional<String> reason = switch (found) {
            case Anchor.Found.Missing()
            when !there -> {
                opened = new Opened.Created();
                yield Optional.empty();
            }
            case Anchor.Found _ when !there -> Optional.of("it was gone");
            case Anchor.Found _ when Files.exists(marker()) -> Optional.of("a part of it was damaged");
            case Anchor.Found.Foreign() -> {
                if (!tryOpen(0)) {
                    throw new StoreException("The local database was made with another key: it is left untouched.");
                }
                yield Optional.empty();
            }
            default -> tryOpen(expected) ? Optional.empty() : Optional.of("it was damaged or an older copy");
        };
        if (reason.isPresent()) {
            setAside();
            opened = new Opened.Rebuilt("The local database was made anew because " + reason.get()
                    + ". Your messages come back from the server; what was not sent yet and your drafts were kept.");
            LOG.warn("database rebuilt: {}", reason.get());
        }
        if (connections.isEmpty()) {
            connectAll(false);
            generation = expected;
        }
        Migrations.run(writeConnection());
        if (faults.has(Broken.SKIP_DEDUPE)) {
            Migrations.allowDoubles(writeConnection());
        }
        raiseGeneration();
        connectReaders();
        log = Optional.of(renewLog());
        trusted.set(true);
    }

    /** After a rebuild the second log is replayed; in any case it begins anew with what is precious now. */
    private PreciousLog renewLog() throws IOException, SQLException, StoreException {
        Tx tx = new Tx(new Sql(writeConnection()), faults);
        if (opened instanceof Opened.Rebuilt) {
            Precious.replay(tx, PreciousLog.read(logFile(), logSecret));
            // Nobody listens yet; but the previews of what was put back are brought up to date with the news.
            if (tx.account().get().isPresent()) {
                LOG.info("{} news of what was put back", tx.takeNews().size());
            }
            tx.forget();
        }
        writeConnection().commit();
        try (Statement statement = writeConnection().createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
        return PreciousLog.replace(logFile(), logSecret, faults.disk(), Precious.all(tx));
    }

    private Path logFile() {
        return folder.resolve("precious.log");
    }

    /** Whether it opens and holds what the anchor says. */
    private boolean tryOpen(long expected) throws StoreException {
        try {
            connectAll(true);
            if (Migrations.version(writeConnection()) > Migrations.newest()) {
                throw new StoreException("This profile was used with a newer version of Call Vault: please update.");
            }
            generation = readGeneration();
            if (generation >= expected) {
                return true;
            }
            LOG.warn("the database holds generation {}, the anchor says {}", generation, expected);
        } catch (SQLException e) {
            LOG.warn("the database does not open", e);
        }
        closeConnections();
        return false;
    }

    private void connectAll(boolean exists) throws SQLException {
        String settings =
                ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;FILE_LOCK=NO;IFEXISTS=" + (exists ? "TRUE" : "FALSE");
        Connection writer = connect(settings, "owner");
        connections.add(writer);
        writer.setAutoCommit(false);
    }

    private void connectReaders() throws SQLException {
        for (int i = 0; i < READERS; i++) {
            connections.add(connect("", "reader"));
        }
    }

    private Connection connect(String settings, String user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", "");
        return Driver.load().connect(files.url(NAME) + settings, properties);
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
        generation++;
        try (Statement statement = writeConnection().createStatement()) {
            statement.execute("MERGE INTO anchor(id, generation) VALUES(1, " + generation + ")");
            writeConnection().commit();
            statement.execute("CHECKPOINT SYNC");
        }
        anchor.write(generation);
    }

    private void setAside() throws IOException {
        closeConnections();
        Path bad = folder.resolve(FILE);
        for (int number = 1; Files.exists(bad); number++) {
            Path aside = folder.resolve(FILE + ".broken-" + number);
            if (!Files.exists(aside)) {
                Files.move(bad, aside);
            }
        }
        Files.deleteIfExists(marker());
    }

    private Path marker() {
        return folder.resolve(NAME + ".damaged");
    }

    /** Told by the file layer; the next start then makes the database anew. While opening, the opener decides. */
    private void damageFound() {
        if (trusted.get()) {
            LOG.error("a block of the database is damaged; it is made anew at the next start");
            try {
                Files.write(marker(), new byte[0]);
            } catch (IOException e) {
                LOG.error("the damage could not be noted", e);
            }
        }
    }

    private void closeConnections() {
        for (Connection connection : connections.reversed()) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.warn("a connection did not close cleanly", e);
            }
        }
        connections.clear();
    }

    private void closeFiles() {
        closeConnections();
        if (log.isPresent()) {
            try {
                log.get().close();
            } catch (IOException e) {
                LOG.warn("the second log did not close cleanly", e);
            }
        }
        files.close();
    }
}
