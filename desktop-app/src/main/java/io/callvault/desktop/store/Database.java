package io.callvault.desktop.store;

import io.callvault.desktop.store.schema.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;

/** The open files and connections of one store. */
final class Database {

    private static final int READERS = 2;

    private final Opened opened;
    private final Connection writer;
    private final List<Connection> readers;

    private Database(Opened opened, Connection writer, List<Connection> readers) {
        this.opened = opened;
        this.writer = writer;
        this.readers = readers;
    }

    static Database open(Path folder, StoreKey key) throws StoreException {
        try {
            Files.createDirectories(folder);
            boolean exists = Files.exists(folder.resolve("vault.mv.db"));
            String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("vault");
            Connection writer = connect(url + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0", "owner");
            writer.setAutoCommit(false);
            Migrations.run(writer);
            List<Connection> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(connect(url + ";IFEXISTS=TRUE", "reader"));
            }
            return new Database(exists ? new Opened.Existing() : new Opened.Created(), writer, readers);
        } catch (IOException | SQLException e) {
            throw new StoreException("The local database cannot be opened.", e);
        }
    }

    Opened opened() {
        return opened;
    }

    Connection writeConnection() {
        return writer;
    }

    List<Connection> readConnections() {
        return readers;
    }

    void close() {
        for (Connection reader : readers) {
            closeOne(reader);
        }
        closeOne(writer);
    }

    private static void closeOne(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            org.slf4j.LoggerFactory.getLogger(Database.class).warn("a connection did not close cleanly", e);
        }
    }

    private static Connection connect(String url, String user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", "");
        return Driver.load().connect(url, properties);
    }
}
