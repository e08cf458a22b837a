package io.callvault.installer.natives;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.installer.Target.Arch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NativeHeaderTest {
    @Test
    void elf() {
        assertThat(NativeHeader.read(elf(62))).contains(new NativeHeader(BinaryFormat.ELF, Set.of(Arch.X64)));
        assertThat(NativeHeader.read(elf(183))).contains(new NativeHeader(BinaryFormat.ELF, Set.of(Arch.ARM64)));
        assertThat(NativeHeader.read(elf(40))).contains(new NativeHeader(BinaryFormat.ELF, Set.of()));
    }

    @Test
    void pe() {
        assertThat(NativeHeader.read(pe(0x8664, 0x80))).contains(new NativeHeader(BinaryFormat.PE, Set.of(Arch.X64)));
        assertThat(NativeHeader.read(pe(0xAA64, 0x80))).contains(new NativeHeader(BinaryFormat.PE, Set.of(Arch.ARM64)));
        assertThat(NativeHeader.read(pe(0x014C, 0x80))).contains(new NativeHeader(BinaryFormat.PE, Set.of()));
    }

    @Test
    void aHeaderThatPointsOutsideTheFileIsNone() {
        assertThat(NativeHeader.read(pe(0x8664, Integer.MAX_VALUE))).isEmpty();
        assertThat(NativeHeader.read(pe(0x8664, -1))).isEmpty();
    }

    @Test
    void machO() {
        ByteBuffer thin = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        thin.putInt(0, 0xFEEDFACF).putInt(4, 0x0100000C);
        assertThat(NativeHeader.read(thin.array())).contains(new NativeHeader(BinaryFormat.MACH_O, Set.of(Arch.ARM64)));

        ByteBuffer universal = ByteBuffer.allocate(64);
        universal.putInt(0, 0xCAFEBABE).putInt(4, 2).putInt(8, 0x01000007).putInt(28, 0x0100000C);
        assertThat(NativeHeader.read(universal.array()))
                .contains(new NativeHeader(BinaryFormat.MACH_O, Set.of(Arch.X64, Arch.ARM64)));
    }

    @Test
    void aClassAnEmptyFileAndTextAreNoLibraries() {
        ByteBuffer type = ByteBuffer.allocate(64);
        type.putInt(0, 0xCAFEBABE).putInt(4, 69);
        assertThat(NativeHeader.read(type.array())).isEmpty();
        assertThat(NativeHeader.read(new byte[0])).isEqualTo(Optional.empty());
        assertThat(NativeHeader.read(
                        "version https://git-lfs.github.com/spec/v1\noid sha256:0000000000000000000000000000"
                                .getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    static byte[] elf(int machine) {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, (byte) 0x7F)
                .put(1, (byte) 'E')
                .put(2, (byte) 'L')
                .put(3, (byte) 'F')
                .put(5, (byte) 1);
        return bytes.putShort(18, (short) machine).array();
    }

    private static byte[] pe(int machine, int at) {
        ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3C, at);
        return bytes.put(0x80, (byte) 'P')
                .put(0x81, (byte) 'E')
                .putShort(0x84, (short) machine)
                .array();
    }
}
