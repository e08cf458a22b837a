package io.callvault.signaling.store.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;

/**
 * A disk with a cache that keeps everything until it is forced: who kills the process, or calls {@link #cut}, takes away all
 * that was written since. A force writes pages in the order of the file, as no disk promises any other; killed in its midst
 * it leaves a torn state. Closing a file forces it. Folders (new files, renames) are always durable here. Any thread.
 */
public final class PowerLossDisk implements Disk {

    private final String prefix;
    private final Map<String, Unforced> files = new ConcurrentHashMap<>();
    private volatile boolean cut;

    public PowerLossDisk() {
        this.prefix = LayeredPath.register(new LayeredPath.Layer() {
            @Override
            public FileChannel open(FilePath real, String mode) throws IOException {
                Unforced file = new Unforced(real.open(mode), () -> cut);
                files.put(real.name, file);
                return file;
            }

            @Override
            public void gone(FilePath real) {
                files.remove(real.name);
            }
        });
    }

    /** The power goes: what was not forced is lost, and nothing can be read or written any more. */
    public void cut() {
        cut = true;
    }

    /** How many bytes would be lost now. */
    public long unforcedBytes() {
        return files.values().stream().mapToLong(Unforced::pending).sum();
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public long usableBytes(Path folder) {
        return Disk.usable(folder);
    }
}
