package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTest {

    @TempDir
    private Path folder;

    @Test
    void linuxTellsWhatIsResident() throws IOException {
        assertThat(
                        read(
                                "Name:\tjava\nVmPeak:\t 9876543 kB\nVmHWM:\t  301000 kB\nVmRSS:\t  290128 kB\nRssFile:\t   90000 kB\n"))
                .isEqualTo(new ProcessMemory.Reading.Known(290_128, 90_000, 301_000));
        assertThat(read("VmRSS:\t  290128 kB\n")).isEqualTo(new ProcessMemory.Reading.Known(290_128, 0, 290_128));
    }

    @Test
    void whatCannotBeReadIsUnknownNeverZero() throws IOException {
        assertThat(read("")).isInstanceOf(ProcessMemory.Reading.Unknown.class);
        assertThat(read("VmRSS:\t-1 kB\n")).isInstanceOf(ProcessMemory.Reading.Unknown.class);
        assertThat(read("XVmRSS:\t12 kB\n")).isInstanceOf(ProcessMemory.Reading.Unknown.class);
        assertThat(ProcessMemory.of("Linux", folder.resolve("gone")).read())
                .isInstanceOf(ProcessMemory.Reading.Unknown.class);
        assertThat(ProcessMemory.of("Windows 11", folder).read())
                .isInstanceOfSatisfying(
                        ProcessMemory.Reading.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("Windows 11"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHasMemory() {
        assertThat(ProcessMemory.ofThisSystem().read())
                .isInstanceOfSatisfying(ProcessMemory.Reading.Known.class, known -> {
                    assertThat(known.resident()).isBetween(10_000L, known.peak());
                    assertThat(known.fromFiles()).isBetween(1L, known.resident());
                });
    }

    private ProcessMemory.Reading read(String status) throws IOException {
        return ProcessMemory.of("Linux", Files.writeString(folder.resolve("status"), status))
                .read();
    }
}
