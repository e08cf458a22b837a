package io.callvault.signaling.store;

import io.callvault.signaling.store.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database file and its anchor. H2 opens a truncated file as an empty database; the anchor beside it holds the epoch that
 * the file must show, so that a lost database is an error and never a fresh start.
 */
final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final String NAME = "callvault";

    private final String url;
    private final Anchor anchor;

    private Database(String url, Anchor anchor) {
        this.url = url;
        this.anchor = anchor;
    }

    Anchor anchor() {
        return anchor;
    }

    /**
     * Opens or creates the database in the folder and migrates it. Blocks.
     *
     * @param restored whether somebody says that it is a backup: its epoch ends
     * @throws DatabaseException with a sentence for the administrator
     */
    static Database open(Path folder, Disk disk, boolean restored) throws DatabaseException {
        Path directory = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new DatabaseException(
                    "The data folder " + directory + " cannot be created: choose another one with --data.", e);
        }
        if (!Files.isWritable(directory)) {
            throw new DatabaseException("The data folder " + directory
                    + " is not writable: change its permissions or choose another one with --data.");
        }
        Anchor anchor = anchor(directory);
        boolean known = anchor.exists();
        if (directory.toString().contains(";")) { // It would end the URL.
            throw new DatabaseException(
                    "The data folder must not have a semicolon in its name: choose another one with --data.");
        }
        Database database = new Database(url(directory, disk) + (known ? ";IFEXISTS=TRUE" : ""), anchor);
        try (Connection connection = database.connect()) {
            Migrations.run(connection);
            database.checkAnchor(known, restored, connection, directory);
        } catch (SQLException e) {
            throw explain(directory, e);
        } catch (IOException e) {
            throw new DatabaseException(
                    "The file callvault.anchor in " + directory
                            + " cannot be written: check the disk and its permissions.",
                    e);
        }
        return database;
    }

    /** The database as it is, for reading alone: a full disk has no room for what H2 writes when it opens one. */
    static Database forReading(Path folder, Disk disk) {
        Path directory = folder.toAbsolutePath().normalize();
        return new Database(url(directory, disk) + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r", anchor(directory));
    }

    private static Anchor anchor(Path directory) {
        return new Anchor(directory.resolve(NAME + ".anchor"), directory.resolve(NAME + ".mv.db"));
    }

    private static String url(Path directory, Disk disk) {
        return "jdbc:h2:" + disk.prefix() + directory.resolve(NAME).toString().replace('\\', '/')
                + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=10000";
    }

    private void checkAnchor(boolean known, boolean restored, Connection connection, Path directory)
            throws SQLException, IOException, DatabaseException {
        MetaTable meta = new MetaTable(new Sql(connection));
        String epoch = meta.get(MetaTable.EPOCH).orElse("");
        if (known) {
            Anchor.Mark mark = anchor.read();
            if (!mark.epochs().contains(epoch)) {
                throw new DatabaseException(
                        "The database in " + directory
                                + " is damaged or another one than callvault.anchor knows: restore both from the same backup, or move both away to begin anew.");
            }
            boolean sameFile =
                    !restored && (mark.identity().isEmpty() || mark.identity().equals(anchor.identity()));
            if (sameFile && mark.epochs().size() == 1) {
                return;
            }
            if (!sameFile) {
                LOG.warn("the database in {} is a backup that was restored: it gets a new epoch", directory);
                epoch = begin(meta, connection, List.of(epoch));
            }
        } else if (epoch.isEmpty()) {
            epoch = begin(meta, connection, List.of());
        }
        anchor.write(List.of(epoch));
    }

    /** Makes a new epoch, on disk; until then the anchor goes on to accept the old ones: none for a database that is new. */
    private String begin(MetaTable meta, Connection connection, List<String> old) throws SQLException, IOException {
        String epoch = UUID.randomUUID().toString();
        if (!old.isEmpty()) {
            anchor.write(Stream.concat(Stream.of(epoch), old.stream()).toList());
        }
        meta.put(MetaTable.EPOCH, epoch);
        connection.commit();
        connection.createStatement().execute("CHECKPOINT SYNC");
        return epoch;
    }

    private static DatabaseException explain(Path directory, SQLException e) {
        return switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                new DatabaseException(
                        "The data folder " + directory
                                + " is in use by another Call Vault server: stop that one or choose another folder with --data.",
                        e);
            case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 ->
                new DatabaseException(
                        "The database in " + directory
                                + " is missing: restore it from a backup, or remove callvault.anchor to begin anew.",
                        e);
            default ->
                new DatabaseException(
                        "The database in " + directory + " cannot be opened (H2 error " + e.getErrorCode()
                                + "): restore it from a backup or choose another folder with --data.",
                        e);
        };
    }

    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, "sa", "");
        connection.setAutoCommit(false);
        return connection;
    }
}
