package io.callvault.desktop.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callvault.desktop.fault.DiskQuota;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {

    private static final int SEALED = SealedFile.BLOCK + BlockSeal.OVERHEAD;

    private final AtomicInteger damages = new AtomicInteger();
    private final byte[] secret = new byte[32];

    @TempDir
    private Path folder;

    @Test
    void behavesAsAPlainFileWhateverIsWrittenWhere() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] plain = new byte[0];
        SealedFile file = open();
        for (int step = 0; step < 400; step++) {
            int at = random.nextInt(40_000);
            switch (random.nextInt(8)) {
                case 0 -> {
                    file.truncate(at);
                    plain = at < plain.length ? Arrays.copyOf(plain, at) : plain;
                }
                case 1 -> {
                    file.close();
                    file = open();
                }
                default -> {
                    byte[] bytes = new byte[random.nextInt(12_000)];
                    random.nextBytes(bytes);
                    int from = random.nextBoolean() ? at : at / SealedFile.BLOCK * SealedFile.BLOCK;
                    file.write(ByteBuffer.wrap(bytes), from);
                    plain = bytes.length == 0
                            ? Arrays.copyOf(plain, Math.max(plain.length, from))
                            : with(plain, from, bytes);
                }
            }
            assertThat(content(file)).as("seed %d, step %d", seed, step).isEqualTo(plain);
        }
        assertThat(damages).hasValue(0);
        file.close();
    }

    @Test
    void everyFlippedBitOfTheBlocksIsFound() throws IOException {
        byte[] good = written(5);
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            int block = 2 + random.nextInt(3);
            byte[] bad = good.clone();
            bad[SealedFile.HEADER + block * SEALED + random.nextInt(SEALED)] ^= (byte) (1 << random.nextInt(8));
            Files.write(path(), bad);
            damages.set(0);
            assertUnreadable(block);
            assertThat(damages).hasValue(1);
        }
    }

    @Test
    void aBlockHoldsOnlyInItsPlaceAndItsFileAndUnderItsKey() throws IOException {
        byte[] good = written(5);
        byte[] swapped = good.clone();
        System.arraycopy(good, SealedFile.HEADER + 3 * SEALED, swapped, SealedFile.HEADER + 4 * SEALED, SEALED);
        Files.write(path(), swapped);
        assertUnreadable(4);
        byte[] zeroed = good.clone();
        Arrays.fill(zeroed, SealedFile.HEADER + 3 * SEALED, SealedFile.HEADER + 4 * SEALED, (byte) 0);
        Files.write(path(), zeroed);
        assertUnreadable(3);
        byte[] foreign = good.clone();
        foreign[10] ^= 1;
        Files.write(path(), foreign);
        assertUnreadable(2);
        Files.write(path(), good);
        secret[0] = 1;
        assertUnreadable(2);
    }

    @Test
    void aTornTwinHeaderReadsAsZerosForH2ToRefuse() throws IOException {
        byte[] bad = written(5);
        bad[SealedFile.HEADER + 100] ^= 1;
        Files.write(path(), bad);
        try (SealedFile file = open()) {
            ByteBuffer two = ByteBuffer.allocate(2 * SealedFile.BLOCK);
            file.read(two, 0);
            assertThat(Arrays.copyOf(two.array(), SealedFile.BLOCK)).containsOnly(0);
            assertThat(Arrays.copyOfRange(two.array(), SealedFile.BLOCK, 2 * SealedFile.BLOCK))
                    .containsOnly(7);
        }
        assertThat(damages).hasValue(0);
    }

    @Test
    void anInterruptedThreadReadsAndWritesAndStaysInterrupted() throws IOException {
        written(5);
        try (SealedFile file = open()) {
            Thread.currentThread().interrupt();
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 9_000);
            ByteBuffer back = ByteBuffer.allocate(3);
            file.read(back, 9_000);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(back.array()).containsExactly(1, 2, 3);
            back.clear();
            file.read(back, 9_000);
            assertThat(back.array()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void plainBytesNeverReachTheDisk() throws IOException {
        byte[] text = "a text that nobody else shall read".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (SealedFile file = open()) {
            file.write(ByteBuffer.wrap(text), 100);
        }
        assertThat(new String(Files.readAllBytes(path()), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("nobody");
    }

    @Test
    void theAnchorTellsWhatItWasToldAndRefusesChanges() throws IOException {
        Path path = folder.resolve("a.anchor");
        Anchor anchor = new Anchor(path, secret);
        assertThat(anchor.read()).isEqualTo(new Anchor.Found.Missing());
        anchor.write(41);
        anchor.write(42);
        assertThat(anchor.read()).isEqualTo(new Anchor.Found.Says(42));
        byte[] bytes = Files.readAllBytes(path);
        bytes[9] ^= 1;
        Files.write(path, bytes);
        assertThat(anchor.read()).isEqualTo(new Anchor.Found.Foreign());
    }

    private void assertUnreadable(int block) throws IOException {
        try (SealedFile file = open()) {
            assertThatThrownBy(() -> file.read(ByteBuffer.allocate(10), (long) block * SealedFile.BLOCK + 50))
                    .isInstanceOf(IOException.class);
        }
    }

    private byte[] written(int blocks) throws IOException {
        try (SealedFile file = open()) {
            byte[] bytes = new byte[blocks * SealedFile.BLOCK];
            Arrays.fill(bytes, (byte) 7);
            file.write(ByteBuffer.wrap(bytes), 0);
        }
        return Files.readAllBytes(path());
    }

    private SealedFile open() throws IOException {
        return new SealedFile(path(), secret, true, new Guard(DiskQuota.unlimited(), damages::incrementAndGet));
    }

    private Path path() {
        return folder.resolve("file");
    }

    private static byte[] content(SealedFile file) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) file.size());
        file.read(all, 0);
        return all.array();
    }

    private static byte[] with(byte[] plain, int at, byte[] bytes) {
        byte[] all = Arrays.copyOf(plain, Math.max(plain.length, at + bytes.length));
        System.arraycopy(bytes, 0, all, at, bytes.length);
        return all;
    }
}
