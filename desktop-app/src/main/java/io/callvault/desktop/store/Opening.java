package io.callvault.desktop.store;

import io.callvault.desktop.fault.DiskQuota;
import io.callvault.desktop.store.file.SealedFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One opening of the database file, from its registration with H2 to the last connection. Used by the {@link Database}. */
final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final int READERS = 2;

    /** How the file is opened. */
    enum Access {
        NEW(";IFEXISTS=FALSE"),
        EXISTING(";IFEXISTS=TRUE"),
        /** H2 writes nothing then, not even tidying up in the background: for a disk that takes nothing. */
        READ_ONLY(";IFEXISTS=TRUE;ACCESS_MODE_DATA=r");

        private final String setting;

        Access(String setting) {
            this.setting = setting;
        }
    }

    private final SealedFolder files;
    private final String name;
    private final List<Connection> connections = new ArrayList<>();

    Opening(Path folder, String name, byte[] secret, DiskQuota disk, Runnable damaged) {
        this.files = SealedFolder.register(folder, secret, disk, damaged);
        this.name = name;
    }

    void connect(Access access) throws SQLException {
        Connection writer =
                connect(";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;FILE_LOCK=NO" + access.setting, "owner");
        connections.add(writer);
        writer.setAutoCommit(false);
    }

    void connectReaders() throws SQLException {
        for (int i = 0; i < READERS; i++) {
            connections.add(connect("", "reader"));
        }
    }

    boolean connected() {
        return !connections.isEmpty();
    }

    Connection writer() {
        return connections.getFirst();
    }

    List<Connection> readers() {
        return connections.isEmpty() ? List.of() : List.copyOf(connections.subList(1, connections.size()));
    }

    /** Whether the disk refused a change: then what does not open is not damaged for that. */
    boolean writeFailed() {
        return files.writeFailed();
    }

    /** Closes in order. */
    void close() {
        for (Connection connection : connections.reversed()) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.warn("a connection did not close cleanly: {}", e.getErrorCode());
            }
        }
        connections.clear();
        files.close();
    }

    /** Closes; nothing is written any more, whatever H2 still wants to. */
    void abandon() {
        files.fence();
        close();
    }

    private Connection connect(String settings, String user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", "");
        return Driver.load().connect(files.url(name) + settings, properties);
    }
}
