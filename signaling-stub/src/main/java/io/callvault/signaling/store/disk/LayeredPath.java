package io.callvault.signaling.store.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FilePath;

/** Every file of the real disk under a scheme of its own, each opened through a layer. */
final class LayeredPath extends FilePath {

    /** What lies between H2 and the file. */
    interface Layer {

        FileChannel open(FilePath real, String mode) throws IOException;

        /** The file will be deleted or replaced. */
        void gone(FilePath real);
    }

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String REAL = Disk.normal().prefix();

    private final String scheme;
    private final Layer layer;
    private final FilePath real;

    private LayeredPath(String scheme, Layer layer, FilePath real) {
        this.scheme = scheme;
        this.layer = layer;
        this.real = real;
        this.name = scheme + ":" + real.name.substring(REAL.length());
    }

    /** Makes the layer known to H2, for as long as the process lives; what to write before file names. */
    static String register(Layer layer) {
        String scheme = String.format(Locale.ROOT, "cvdisk%d", NUMBERS.incrementAndGet());
        FilePath.register(new LayeredPath(scheme, layer, FilePath.get(REAL + "/")));
        return scheme + ":";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return layer.open(real, mode);
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public FilePath getPath(String path) {
        return over(FilePath.get(REAL + path.substring(path.indexOf(':') + 1)));
    }

    private LayeredPath over(FilePath other) {
        return new LayeredPath(scheme, layer, other);
    }

    @Override
    public FilePath toRealPath() {
        return over(real.toRealPath());
    }

    @Override
    public FilePath getParent() {
        return over(real.getParent());
    }

    @Override
    public long size() {
        return real.size();
    }

    @Override
    public boolean exists() {
        return real.exists();
    }

    @Override
    public boolean isDirectory() {
        return real.isDirectory();
    }

    @Override
    public boolean isRegularFile() {
        return real.isRegularFile();
    }

    @Override
    public boolean isAbsolute() {
        return real.isAbsolute();
    }

    @Override
    public boolean canWrite() {
        return real.canWrite();
    }

    @Override
    public boolean setReadOnly() {
        return real.setReadOnly();
    }

    @Override
    public long lastModified() {
        return real.lastModified();
    }

    @Override
    public boolean createFile() {
        return real.createFile();
    }

    @Override
    public void createDirectory() {
        real.createDirectory();
    }

    @Override
    public void delete() {
        layer.gone(real);
        real.delete();
    }

    @Override
    public void moveTo(FilePath target, boolean atomicReplace) {
        FilePath to = ((LayeredPath) target).real;
        layer.gone(to);
        real.moveTo(to, atomicReplace);
    }

    @Override
    public List<FilePath> newDirectoryStream() {
        return real.newDirectoryStream().stream().<FilePath>map(this::over).toList();
    }
}
