package io.callvault.installer.natives;

import io.callvault.installer.Target.Arch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the first bytes of a native library say. The numbers are those of the ELF specification (e_machine), of Microsoft's PE
 * format (IMAGE_FILE_HEADER.Machine) and of Apple's mach/machine.h (cputype).
 *
 * @param archs the processors it runs on: several for a universal Mach-O file, none when it is for one we do not build for
 */
public record NativeHeader(BinaryFormat format, Set<Arch> archs) {
    /** So much of a file is enough to judge it; a PE header farther in is none that a linker writes. */
    public static final int ENOUGH_BYTES = 4096;

    private static final int ELF_MAGIC = 0x7F454C46;
    private static final int ELF_X86_64 = 62;
    private static final int ELF_AARCH64 = 183;
    private static final int PE_SIGNATURE_AT = 0x3C;
    private static final int PE_X86_64 = 0x8664;
    private static final int PE_AARCH64 = 0xAA64;
    private static final int MACH_64 = 0xFEEDFACF;
    private static final int MACH_UNIVERSAL = 0xCAFEBABE;
    private static final int MACH_X86_64 = 0x01000007;
    private static final int MACH_AARCH64 = 0x0100000C;
    /** A Java class begins with the same four bytes; its next number is its version, 45 or more. */
    private static final int MOST_ARCHITECTURES = 20;

    public NativeHeader {
        archs = Set.copyOf(archs);
    }

    /** Reads a header from the beginning of a file, or nothing when it is no native library that we know. */
    public static Optional<NativeHeader> read(byte[] beginning) {
        if (beginning.length < 64) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(beginning);
        if (bytes.getInt(0) == ELF_MAGIC) {
            return Optional.of(elf(bytes));
        } else if (bytes.get(0) == 'M' && bytes.get(1) == 'Z') {
            return pe(bytes.order(ByteOrder.LITTLE_ENDIAN));
        } else if (bytes.getInt(0) == MACH_UNIVERSAL) {
            return universal(bytes);
        } else if (bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(0) == MACH_64) {
            return Optional.of(new NativeHeader(BinaryFormat.MACH_O, machArch(bytes.getInt(4))));
        }
        return Optional.empty();
    }

    private static NativeHeader elf(ByteBuffer bytes) {
        boolean little = bytes.get(5) == 1;
        int machine = bytes.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .getShort(18);
        return new NativeHeader(
                BinaryFormat.ELF,
                switch (machine) {
                    case ELF_X86_64 -> EnumSet.of(Arch.X64);
                    case ELF_AARCH64 -> EnumSet.of(Arch.ARM64);
                    default -> EnumSet.noneOf(Arch.class);
                });
    }

    private static Optional<NativeHeader> pe(ByteBuffer bytes) {
        int at = bytes.getInt(PE_SIGNATURE_AT);
        if (at < 0 || at > bytes.limit() - 6 || bytes.get(at) != 'P' || bytes.get(at + 1) != 'E') {
            return Optional.empty();
        }
        return Optional.of(new NativeHeader(
                BinaryFormat.PE,
                switch (Short.toUnsignedInt(bytes.getShort(at + 4))) {
                    case PE_X86_64 -> EnumSet.of(Arch.X64);
                    case PE_AARCH64 -> EnumSet.of(Arch.ARM64);
                    default -> EnumSet.noneOf(Arch.class);
                }));
    }

    private static Optional<NativeHeader> universal(ByteBuffer bytes) {
        int count = bytes.getInt(4);
        if (count <= 0 || count > MOST_ARCHITECTURES) {
            return Optional.empty();
        }
        EnumSet<Arch> archs = EnumSet.noneOf(Arch.class);
        for (int i = 0; i < count && 8 + 20 * (i + 1) <= bytes.limit(); i++) {
            archs.addAll(machArch(bytes.getInt(8 + 20 * i)));
        }
        return Optional.of(new NativeHeader(BinaryFormat.MACH_O, archs));
    }

    private static EnumSet<Arch> machArch(int type) {
        return switch (type) {
            case MACH_X86_64 -> EnumSet.of(Arch.X64);
            case MACH_AARCH64 -> EnumSet.of(Arch.ARM64);
            default -> EnumSet.noneOf(Arch.class);
        };
    }
}
