package io.callvault.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.signaling.fault.Point;
import io.callvault.signaling.fault.Points;
import io.callvault.signaling.store.disk.Disk;
import io.callvault.signaling.store.disk.PowerLossDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk that forgets: it really forgets, and what the store acknowledged was forced before. */
class PowerLossDiskTest {

    private static final IdGenerator IDS = new IdGenerator(InstantSource.system(), new Random(8));

    @TempDir
    private Path folder;

    @Test
    void aCommitWithoutCheckpointSyncIsLostAndOneWithItIsNot() throws Exception {
        Path kept = folder.resolve("kept");
        PowerLossDisk disk = new PowerLossDisk();
        Database database = Database.open(folder, disk, false);
        Connection connection = database.connect();
        MetaTable meta = new MetaTable(new Sql(connection));
        meta.put("first", "forced");
        connection.commit();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
        meta.put("second", "not forced");
        connection.commit();
        snapshot(kept);
        assertThat(read(kept, "first")).contains("forced");
        assertThat(read(kept, "second")).isEmpty();
        connection.close();
    }

    @Test
    void whatWasAcknowledgedIsOnDiskAtEveryMoment() throws Exception {
        PowerLossDisk disk = new PowerLossDisk();
        List<UserId> acknowledged = new CopyOnWriteArrayList<>();
        List<Point> visited = new CopyOnWriteArrayList<>();
        List<List<UserId>> expected = new ArrayList<>();
        // The writer waits at each point: the picture of the disk that a power cut at this very moment would leave.
        Points pictures = point -> {
            visited.add(point);
            expected.add(List.copyOf(acknowledged));
            snapshot(folder.resolve("cut" + expected.size()));
        };
        try (Store store =
                Store.open(folder, InstantSource.system(), new StoreOptions(disk, pictures, Set.of(), false, 1_000))) {
            for (int i = 0; i < 4; i++) {
                UserId id = IDS.userId();
                String handle = "user" + i;
                var _ = store.write(tables -> tables.accounts().insert(id, handle, "Name", Bytes.copyOf(id.bytes())))
                        .thenAccept(done -> acknowledged.add(id))
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(visited).startsWith(Point.BEFORE_COMMIT, Point.AFTER_COMMIT, Point.BEFORE_ACK);
        for (int i = 0; i < expected.size(); i++) {
            try (Store after = Store.open(folder.resolve("cut" + (i + 1)), InstantSource.system())) {
                for (UserId id : expected.get(i)) {
                    assertThat(after.<Boolean>read(
                                    tables -> tables.accounts().byId(id).isPresent()))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void afterTheCutNothingCanBeWrittenAndTheFileOpensElsewhere() throws Exception {
        PowerLossDisk disk = new PowerLossDisk();
        Database database = Database.open(folder, disk, false);
        Connection connection = database.connect();
        new MetaTable(new Sql(connection)).put("lost", "by the cut");
        connection.commit();
        assertThat(disk.unforcedBytes()).isNotNegative();
        disk.cut();
        assertThat(disk.prefix()).startsWith("cvdisk");
        snapshot(folder.resolve("kept"));
        assertThat(read(folder.resolve("kept"), "lost")).isEmpty();
    }

    private Optional<String> read(Path from, String name) throws Exception {
        try (Connection connection = Database.open(from, Disk.normal(), false).connect()) {
            return new MetaTable(new Sql(connection)).get(name);
        }
    }

    /** What the disk really holds now. */
    private void snapshot(Path to) {
        try {
            Files.createDirectories(to);
            for (String name : List.of("callvault.mv.db", "callvault.anchor")) {
                Files.copy(folder.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
