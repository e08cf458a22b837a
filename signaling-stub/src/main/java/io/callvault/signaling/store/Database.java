package io.callvault.signaling.store;

import io.callvault.signaling.store.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.api.ErrorCode;

/**
 * The database file and its anchor. H2 opens a truncated file as an empty database; the anchor beside it holds the epoch that
 * the file must show, so that a lost database is an error and never a fresh start.
 */
final class Database {

    private static final String NAME = "callvault";

    private final String url;

    private Database(String url) {
        this.url = url;
    }

    /**
     * Opens or creates the database in the folder and migrates it. Blocks.
     *
     * @throws DatabaseException with a sentence for the administrator
     */
    static Database open(Path folder, Disk disk) throws DatabaseException {
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
        Path anchor = directory.resolve(NAME + ".anchor");
        boolean known = Files.exists(anchor);
        // A ';' would end the URL.
        String path = directory.resolve(NAME).toString().replace('\\', '/');
        if (path.contains(";")) {
            throw new DatabaseException(
                    "The data folder must not have a semicolon in its name: choose another one with --data.");
        }
        Database database = new Database("jdbc:h2:" + disk.prefix() + path
                + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=10000" + (known ? ";IFEXISTS=TRUE" : ""));
        try (Connection connection = database.connect()) {
            Migrations.run(connection);
            database.checkAnchor(anchor, known, connection);
        } catch (SQLException e) {
            throw explain(directory, e);
        } catch (IOException e) {
            throw new DatabaseException(
                    "The file " + anchor + " cannot be written: check the disk and its permissions.", e);
        }
        return database;
    }

    private void checkAnchor(Path anchor, boolean known, Connection connection)
            throws SQLException, IOException, DatabaseException {
        MetaTable meta = new MetaTable(new Sql(connection));
        String epoch = meta.get(MetaTable.EPOCH).orElse("");
        if (epoch.isEmpty() && !known) {
            epoch = UUID.randomUUID().toString();
            meta.put(MetaTable.EPOCH, epoch);
            connection.commit();
            connection.createStatement().execute("CHECKPOINT SYNC");
        }
        if (!known) {
            // Whole or not at all, also when the power goes: half an anchor would lock everybody out.
            Path whole = Files.writeString(
                    anchor.resolveSibling(NAME + ".anchor.new"),
                    epoch,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(whole, anchor, StandardCopyOption.ATOMIC_MOVE);
        } else if (!Files.readString(anchor, StandardCharsets.UTF_8).strip().equals(epoch)) {
            throw new DatabaseException(
                    "The database beside " + anchor
                            + " is damaged or another one: restore both from the same backup, or move both away to begin anew.");
        }
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
