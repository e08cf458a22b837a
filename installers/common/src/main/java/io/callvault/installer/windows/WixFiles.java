package io.callvault.installer.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes the files of an app-image as a WiX 3 fragment: one component a file, as Windows Installer's component rules want, each with
 * an id and a GUID made from its path alone. Everything lies in the user's profile, so every component's key is a value below
 * {@code HKCU} (ICE38) and every folder is named for removal (ICE64). Only elements that {@code wixl} understands too.
 */
public final class WixFiles {
    /** Ours, drawn once: names in it are paths below the install folder, with slashes, in lower case. Never to be changed. */
    private static final UUID SPACE = UUID.fromString("6f3c1f6e-0d1b-4c1a-9c53-0c8f2f6e7b21");

    private static final String KEYS = "Software\\Call Vault\\Installed";

    private final StringBuilder text = new StringBuilder();
    private final List<String> components = new ArrayList<>();

    private WixFiles() {}

    /**
     * The fragment, with a group {@code ImageFiles} of all its components, for a folder with the id {@code INSTALLDIR}. The same image
     * gives the same text on every system.
     *
     * @param source what stands before a file's path below the image, for instance {@code $(var.Image)}; the separator is added
     * @throws IOException when the image cannot be listed
     */
    public static String of(Path image, String source) throws IOException {
        WixFiles wix = new WixFiles();
        wix.line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        wix.line(0, "<!-- Written by WixFiles from the app-image: do not edit. -->");
        wix.line(0, "<Wix xmlns=\"http://schemas.microsoft.com/wix/2006/wi\">");
        wix.line(1, "<Fragment>");
        wix.line(2, "<DirectoryRef Id=\"INSTALLDIR\">");
        wix.folder(image, image, source, 3);
        wix.line(2, "</DirectoryRef>");
        wix.line(2, "<ComponentGroup Id=\"ImageFiles\">");
        wix.components.forEach(id -> wix.line(3, "<ComponentRef Id=\"" + id + "\"/>"));
        wix.line(2, "</ComponentGroup>");
        wix.line(1, "</Fragment>");
        wix.line(0, "</Wix>");
        return wix.text.toString();
    }

    /** The id of the component, and with a {@code f} for the {@code c}, of the file at this path below the image. */
    static String id(char kind, String path) {
        return kind + guid(path).toString().replace("-", "");
    }

    private static UUID guid(String path) {
        return NameUuid.of(SPACE, path.toLowerCase(Locale.ROOT));
    }

    private void folder(Path image, Path folder, String source, int depth) throws IOException {
        String path = slashed(image, folder);
        if (!path.isEmpty()) { // the install folder itself is removed by callvault.wxs
            component(depth, path + "/", "<RemoveFolder Id=\"" + id('r', path + "/") + "\" On=\"uninstall\"/>");
        }
        Map<String, Path> children = children(folder);
        for (Path child : children.values()) {
            if (Files.isRegularFile(child)) {
                String name = slashed(image, child);
                component(
                        depth,
                        name,
                        "<File Id=\"" + id('f', name) + "\" Name=\"" + escape(String.valueOf(child.getFileName()))
                                + "\" Source=\"" + escape(source + '/' + name) + "\"/>");
            }
        }
        for (Path child : children.values()) {
            if (Files.isDirectory(child)) {
                String name = slashed(image, child);
                line(
                        depth,
                        "<Directory Id=\"" + id('d', name) + "\" Name=\"" + escape(String.valueOf(child.getFileName()))
                                + "\">");
                folder(image, child, source, depth + 1);
                line(depth, "</Directory>");
            }
        }
    }

    private void component(int depth, String path, String content) {
        String id = id('c', path);
        components.add(id);
        line(
                depth,
                "<Component Id=\"" + id + "\" Guid=\"" + guid(path).toString().toUpperCase(Locale.ROOT)
                        + "\" Win64=\"yes\">");
        line(depth + 1, content);
        line(
                depth + 1,
                "<RegistryValue Root=\"HKCU\" Key=\"" + KEYS + "\" Name=\"" + id
                        + "\" Type=\"integer\" Value=\"1\" KeyPath=\"yes\"/>");
        line(depth, "</Component>");
    }

    private static Map<String, Path> children(Path folder) throws IOException {
        Map<String, Path> children = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> children.put(String.valueOf(file.getFileName()), file));
        }
        return children;
    }

    private static String slashed(Path image, Path file) {
        return image.relativize(file).toString().replace('\\', '/');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }
}
