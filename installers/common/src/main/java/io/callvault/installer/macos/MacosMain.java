package io.callvault.installer.macos;

import io.callvault.installer.Pictures;
import io.callvault.installer.Workshop;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The steps of the macOS installer that are Java's; {@code installers/macos/build.sh} calls them in order. */
@Command(
        name = "macos",
        mixinStandardHelpOptions = true,
        subcommands = {MacosMain.Icon.class, MacosMain.Plist.class})
public final class MacosMain {
    private MacosMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new MacosMain())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    System.err.println("callvault: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    /** {@code icon PICTURES FILE}. */
    @Command(name = "icon", description = "Writes the .icns file.", mixinStandardHelpOptions = true)
    static final class Icon implements Callable<Integer> {
        @Parameters(index = "0", description = "folder of PNG files")
        private Path pictures;

        @Parameters(index = "1", description = "the file to write")
        private Path file;

        @Override
        public Integer call() throws IOException {
            Pictures icon = Pictures.in(pictures);
            Map<Integer, BufferedImage> sizes = new HashMap<>();
            IconFamily.sizes().forEach(size -> sizes.put(size, icon.of(size)));
            Files.write(file, IconFamily.of(sizes));
            return 0;
        }
    }

    /** {@code plist TEMPLATE FILE}: the bundle's description with the version of this build. */
    @Command(name = "plist", description = "Writes Info.plist.", mixinStandardHelpOptions = true)
    static final class Plist implements Callable<Integer> {
        @Parameters(index = "0", description = "installers/macos/Info.plist")
        private Path template;

        @Parameters(index = "1", description = "the file to write")
        private Path file;

        @Override
        public Integer call() throws Exception {
            Files.writeString(
                    file,
                    Files.readString(template)
                            .replace(
                                    "@VERSION@", Workshop.Built.read().version().numbers()));
            return 0;
        }
    }
}
