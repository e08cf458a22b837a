package io.callvault.signaling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.EventBody;
import io.callvault.signaling.store.disk.Disk;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails and a bug in the worst place: nothing is told that is not on disk, and nobody waits for ever. */
class BrokenDiskTest {

    private static final IdGenerator IDS = new IdGenerator(InstantSource.system(), new Random(8));

    @TempDir
    private Path folder;

    private final Durable durable = new Durable();
    private final List<News> heard = new CopyOnWriteArrayList<>();
    private volatile boolean diskFails;

    @Test
    void whatTheDiskRefusedIsNeverTold() throws Exception {
        Database database = Database.open(folder, Disk.normal(), false);
        Readers readers = readers(database);
        try (Connection connection = database.connect();
                Writer writer = writer(readers, connection)) {
            UserKey ada = join(writer.submit(BrokenDiskTest::account));
            join(writer.submit(tables -> rename(tables, ada)));
            diskFails = true;
            CountDownLatch gate = new CountDownLatch(1);
            var blocked = writer.submit(tables -> Interrupts.calmly(() -> {
                gate.await();
                return rename(tables, ada);
            }));
            CompletionStage<Long> waiting =
                    writer.submit(tables -> tables.events().head(ada));
            gate.countDown();
            assertThatThrownBy(() -> join(blocked)).hasCauseInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> join(waiting)).hasCauseInstanceOf(RefusedException.class);
            diskFails = false;
            assertThatThrownBy(() -> join(writer.submit(tables -> rename(tables, ada))))
                    .hasCauseInstanceOf(RefusedException.class);
            assertThat(readers.<Long>read(tables -> tables.events().head(ada))).isEqualTo(1);
            assertThat(heard).extracting(news -> news.event().ev()).containsExactly(1L);
        }
    }

    @Test
    void anErrorInACommandLeavesNobodyWaiting() throws Exception {
        Database database = Database.open(folder, Disk.normal(), false);
        try (Connection connection = database.connect();
                Writer writer = writer(readers(database), connection)) {
            CompletionStage<Boolean> fatal = writer.submit(tables -> {
                throw new AssertionError("on purpose");
            });
            assertThatThrownBy(() -> join(fatal)).hasCauseInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> join(writer.submit(tables -> true))).hasCauseInstanceOf(RefusedException.class);
        }
    }

    @Test
    void aReaderThatBreaksIsNotLost() throws Exception {
        Database database = Database.open(folder, Disk.normal(), false);
        Readers readers = readers(database);
        {
            String url = "jdbc:h2:async:" + folder.toAbsolutePath().resolve("callvault");
            try (Connection other = DriverManager.getConnection(url, "sa", "");
                    Statement statement = other.createStatement()) {
                statement.execute("SHUTDOWN");
            }
            for (int i = 0; i < 2; i++) {
                CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
                    try {
                        return readers.read(tables -> tables.meta().get("epoch").orElse(""));
                    } catch (RefusedException e) {
                        throw new AssertionError(e);
                    }
                });
                assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(StoreFailure.class);
            }
        }
    }

    private Readers readers(Database database) throws SQLException {
        return new Readers(database, context(durable, new Durable()), 1);
    }

    private static TableContext context(Durable told, Durable held) {
        return new TableContext(IDS, told, held, new Epoch(), new EventSeal(new byte[32]), 1_000);
    }

    private Writer writer(Readers readers, Connection connection) {
        Sql sql = new Sql(moody(Connection.class, connection));
        Tables tables = Tables.over(sql, context(new Durable(), durable));
        Writer.Ground ground = new Writer.Ground() {
            @Override
            public boolean hasRoom() {
                return true;
            }

            @Override
            public Optional<Opening> reopen() throws DatabaseException {
                throw new DatabaseException("a disk that fails is not a full one", new IllegalStateException());
            }
        };
        return new Writer(new Opening(readers, sql, tables), durable, heard::addAll, StoreOptions.real(), ground);
    }

    /** Passes everything on; while the disk fails, no checkpoint. */
    private <T> T moody(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (diskFails && args != null && "CHECKPOINT SYNC".equals(args[0])) {
                throw new SQLException("the disk is gone");
            }
            try {
                Object result = method.invoke(real, args);
                return method.getName().equals("createStatement") ? moody(Statement.class, (Statement) result) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private static UserKey account(Tables tables) {
        UserId id = IDS.userId();
        return tables.accounts().insert(id, "ada", "Ada", Bytes.copyOf(id.bytes()));
    }

    private static long rename(Tables tables, UserKey who) {
        EventBody.Profile profile =
                new EventBody.Profile(who.id(), "ada", "Ada", Bytes.copyOf(new byte[32]), List.of());
        return tables.events().append(who, 0, new EventBody.AccountChanged(profile));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
