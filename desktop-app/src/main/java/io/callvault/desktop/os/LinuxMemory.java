package io.callvault.desktop.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines {@code VmRSS}, {@code RssFile} and {@code VmHWM} of {@code /proc/self/status}, see proc_pid_status(5). Stateless. */
final class LinuxMemory implements ProcessMemory {

    /** The file has some 60 short lines. */
    private static final int MOST_BYTES = 1 << 16;

    private final Path status;

    /**
     * @param status {@code /proc/self/status}
     */
    LinuxMemory(Path status) {
        this.status = status;
    }

    @Override
    public Reading read() {
        String text;
        try (InputStream in = Files.newInputStream(status)) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return new Reading.Unknown("This system does not tell how much memory a process has.");
        }
        OptionalLong resident = kibibytes(text, "VmRSS");
        if (resident.isEmpty()) {
            return new Reading.Unknown("This system does not tell how much memory is resident.");
        }
        return new Reading.Known(
                resident.getAsLong(),
                kibibytes(text, "RssFile").orElse(0),
                kibibytes(text, "VmHWM").orElse(resident.getAsLong()));
    }

    private static OptionalLong kibibytes(String text, String name) {
        Matcher line =
                Pattern.compile("(?m)^" + name + ":\\s+([0-9]{1,12}) kB$").matcher(text);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
    }
}
