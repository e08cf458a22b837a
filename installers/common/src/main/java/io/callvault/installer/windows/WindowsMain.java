package io.callvault.installer.windows;

import io.callvault.installer.InstallerException;
import io.callvault.installer.Pictures;
import io.callvault.installer.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The steps of the Windows installer that are Java's; {@code installers/windows/build.ps1} calls them in order. */
@Command(
        name = "windows",
        mixinStandardHelpOptions = true,
        subcommands = {WindowsMain.Icon.class, WindowsMain.Compile.class})
public final class WindowsMain {
    private WindowsMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WindowsMain())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    System.err.println("callvault: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    /** {@code icon PICTURES FILE}. */
    @Command(name = "icon", description = "Writes the .ico file.", mixinStandardHelpOptions = true)
    static final class Icon implements Callable<Integer> {
        @Parameters(index = "0", description = "folder of PNG files")
        private Path pictures;

        @Parameters(index = "1", description = "the file to write")
        private Path file;

        @Override
        public Integer call() throws IOException {
            Pictures icon = Pictures.in(pictures);
            Files.write(
                    file,
                    IconFile.of(IntStream.of(16, 20, 24, 32, 40, 48, 64, 128, 256)
                            .mapToObj(icon::of)
                            .toList()));
            return 0;
        }
    }

    /** {@code msi}: with WiX, or without with wixl. */
    @Command(name = "msi", description = "Compiles the .msi of an app-image.", mixinStandardHelpOptions = true)
    static final class Compile implements Callable<Integer> {
        @Option(names = "--image", required = true, description = "folder of callvault.exe")
        private Path image;

        @Option(names = "--sources", required = true, description = "installers/windows")
        private Path sources;

        @Option(names = "--icon", required = true, description = "the .ico file")
        private Path icon;

        @Option(names = "--work", required = true, description = "folder for what is in between")
        private Path work;

        @Option(names = "--wix", description = "folder of WiX 3's candle.exe; without it wixl is used")
        private @Nullable Path wix;

        @Parameters(index = "0", description = "the .msi to write")
        private Path msi;

        @Override
        public Integer call() throws IOException, InstallerException {
            Workshop.Built built = Workshop.Built.read();
            Files.createDirectories(work);
            new Msi(
                            image,
                            sources,
                            icon,
                            work,
                            built.version().numbers(),
                            built.time().getEpochSecond())
                    .compile(
                            Optional.ofNullable(wix)
                                    .<Msi.Compiler>map(Msi.Compiler.Wix::new)
                                    .orElseGet(Msi.Compiler.Wixl::new),
                            msi);
            return 0;
        }
    }
}
