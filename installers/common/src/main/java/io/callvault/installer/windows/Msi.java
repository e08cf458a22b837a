package io.callvault.installer.windows;

import io.callvault.installer.InstallerException;
import io.callvault.installer.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compiles the Windows installer of an app-image.
 *
 * @param image folder that holds {@code callvault.exe}
 * @param sources {@code installers/windows}
 * @param icon the {@code .ico} file
 * @param work folder for what is in between; exists
 * @param version three numbers
 * @param seconds time of all jars, since 1970
 */
public record Msi(Path image, Path sources, Path icon, Path work, String version, long seconds) {
    /** The word in the install folder that tells the app how it was installed. */
    private static final String KIND_FILE = "package-kind";

    /** The module whose jar holds {@code JarTimesMain}. */
    private static final String APP_JAR = "desktop-app-";

    /** Who compiles. */
    public sealed interface Compiler {
        /**
         * WiX 3 on Windows.
         *
         * @param folder of candle.exe and light.exe
         */
        record Wix(Path folder) implements Compiler {}

        /** msitools, on Linux, to check the sources. */
        record Wixl() implements Compiler {}
    }

    /**
     * Writes the package.
     *
     * @throws InstallerException when the image lacks what the sources name, or the compiler refuses
     */
    public void compile(Compiler compiler, Path msi) throws IOException, InstallerException {
        Files.writeString(image.resolve(KIND_FILE), "msi\n");
        Files.writeString(work.resolve("files.wxs"), WixFiles.of(image, "$(var.Image)"));
        Path main = work.resolve("callvault.wxs");
        Files.copy(sources.resolve("callvault.wxs"), main, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(icon, work.resolve("callvault.ico"), StandardCopyOption.REPLACE_EXISTING);
        for (List<String> command : commands(compiler, msi.toAbsolutePath())) {
            Tool.run(work, command);
        }
    }

    List<List<String>> commands(Compiler compiler, Path msi) throws IOException, InstallerException {
        return switch (compiler) {
            case Compiler.Wixl() -> {
                // Its paths must be relative.
                List<String> command = new ArrayList<>(List.of("wixl", "-a", "x64"));
                defines(
                                "wixl",
                                work.toAbsolutePath()
                                        .relativize(image.toAbsolutePath())
                                        .toString()
                                        .replace('\\', '/'))
                        .forEach((name, value) -> command.addAll(List.of("-D", name + '=' + value)));
                command.addAll(List.of("-o", msi.toString(), "callvault.wxs", "files.wxs"));
                yield List.of(command);
            }
            case Compiler.Wix(Path folder) -> {
                List<String> candle =
                        new ArrayList<>(List.of(folder.resolve("candle.exe").toString(), "-nologo", "-arch", "x64"));
                defines("wix", image.toAbsolutePath().toString())
                        .forEach((name, value) -> candle.add("-d" + name + '=' + value));
                candle.addAll(List.of("callvault.wxs", "files.wxs"));
                // ICE61: one version may replace itself, as test builds do. ICE91: it is for one person, always.
                List<String> light = List.of(
                        folder.resolve("light.exe").toString(),
                        "-nologo",
                        "-spdb",
                        "-sice:ICE61",
                        "-sice:ICE91",
                        "-out",
                        msi.toString(),
                        "callvault.wixobj",
                        "files.wixobj");
                yield List.of(candle, light);
            }
        };
    }

    private Map<String, String> defines(String compiler, String imagePath) throws IOException, InstallerException {
        Map<String, String> defines = new TreeMap<>();
        defines.put("AppJar", appJar());
        defines.put("Compiler", compiler);
        defines.put("Icon", "callvault.ico");
        defines.put("Image", imagePath);
        defines.put("Time", String.valueOf(seconds));
        defines.put("Version", version);
        return defines;
    }

    private String appJar() throws IOException, InstallerException {
        try (Stream<Path> files = Files.list(image.resolve("app"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(APP_JAR) && name.endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new InstallerException("The image holds no jar of the app: make it anew."));
        }
    }
}
