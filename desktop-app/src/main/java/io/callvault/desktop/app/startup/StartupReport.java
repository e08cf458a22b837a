package io.callvault.desktop.app.startup;

import io.callvault.desktop.os.ProcessMemory;
import io.callvault.model.wire.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What {@code --startup-report} writes as JSON. All times are of the computer's clock, in whole milliseconds.
 *
 * @param content what was painted first
 * @param rows of the timeline in view
 * @param jvmStartEpochMs when the virtual machine began (now less its uptime); the program loader ran before it, some 10 ms
 * @param mainMs from there until the app's own code began
 * @param windowMs until the window was made: the profile open, the toolkit running
 * @param windowShownMs until the window was asked onto the screen
 * @param firstPaintedMs until the content could be seen, see {@link FirstPaint}
 * @param firstPaintedEpochMs the same by the clock, for a caller that knows when it started the process
 * @param residentKib memory in use at that moment; absent where the system does not say
 * @param residentFileKib of it, pages of files
 * @param peakKib the most so far
 * @param memorySource where these come from, or why they are absent
 */
public record StartupReport(
        FirstPaint.Content content,
        int rows,
        long jvmStartEpochMs,
        long mainMs,
        long windowMs,
        long windowShownMs,
        long firstPaintedMs,
        long firstPaintedEpochMs,
        Optional<Long> residentKib,
        Optional<Long> residentFileKib,
        Optional<Long> peakKib,
        String memorySource,
        String java) {

    /** When what was over, epoch milliseconds. */
    public record Marks(long main, long window, long windowShown) {}

    /** Looks at the process as it is now: call it at once after the first paint, on any thread but the FX thread. */
    public static StartupReport now(FirstPaint.Seen seen, Marks marks) {
        // First the memory: what follows loads classes.
        ProcessMemory.Reading memory = ProcessMemory.ofThisSystem().read();
        RuntimeMXBean machine = ManagementFactory.getRuntimeMXBean();
        long start = System.currentTimeMillis() - machine.getUptime();
        Optional<ProcessMemory.Reading.Known> known =
                memory instanceof ProcessMemory.Reading.Known figures ? Optional.of(figures) : Optional.empty();
        return new StartupReport(
                seen.content(),
                seen.rows(),
                start,
                marks.main() - start,
                marks.window() - start,
                marks.windowShown() - start,
                seen.epochMs() - start,
                seen.epochMs(),
                known.map(ProcessMemory.Reading.Known::resident),
                known.map(ProcessMemory.Reading.Known::fromFiles),
                known.map(ProcessMemory.Reading.Known::peak),
                memory instanceof ProcessMemory.Reading.Unknown(String why) ? why : "/proc/self/status",
                Runtime.version().toString());
    }

    /** Writes it in one piece: whoever waits for the file never reads half of it. */
    public void write(Path file) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        Path part = Files.createTempFile(folder, "startup", ".part");
        Files.writeString(part, Json.write(this));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
