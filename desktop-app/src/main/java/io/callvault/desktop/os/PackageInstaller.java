package io.callvault.desktop.os;

import io.callvault.model.update.PackageKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a package is handed to this system's own installer. Asks other programs: not on the FX thread. */
@FunctionalInterface
public interface PackageInstaller {

    Way wayOf(PackageKind kind, Path file);

    /** What will happen. */
    sealed interface Way {

        /** A program of the system opens the file and asks the person. */
        record Opens(List<String> command) implements Way {}

        /**
         * Nothing here opens it.
         *
         * @param sentence what to do
         * @param command to be typed into a terminal; empty if there is none
         */
        record ByHand(String sentence, Optional<String> command) implements Way {}
    }

    /** The one for the running system. */
    static PackageInstaller ofThisSystem() {
        return of(Commands.ofThisSystem());
    }

    /** Upon other programs. */
    static PackageInstaller of(Commands commands) {
        return (kind, file) -> switch (kind) {
            case DEB -> linux(commands, file, "application/vnd.debian.binary-package", List.of("apt", "dpkg"));
            case RPM -> linux(commands, file, "application/x-rpm", List.of("dnf", "zypper", "rpm"));
            case TAR ->
                new Way.ByHand(
                        "Unpack " + file + " in place of the folder that Call Vault runs from.", Optional.empty());
            case APPIMAGE ->
                new Way.ByHand("Make " + file + " executable and start it instead of the old one.", Optional.empty());
            // Both ask the person themselves: no switch makes them silent.
            case MSI -> new Way.Opens(List.of("msiexec", "/i", file.toString()));
            case DMG -> new Way.Opens(List.of("open", file.toString()));
        };
    }

    private static Way linux(Commands commands, Path file, String mimeType, List<String> managers) {
        if (commands.exists("xdg-open") && commands.exists("xdg-mime")) {
            Optional<String> handler = commands.ask(List.of("xdg-mime", "query", "default", mimeType));
            if (handler.filter(PackageInstaller::installs).isPresent()) {
                return new Way.Opens(List.of("xdg-open", file.toString()));
            }
        }
        String quoted = "'" + file.toString().replace("'", "'\\''") + "'";
        Optional<String> command = managers.stream()
                .filter(commands::exists)
                .findFirst()
                .map(manager -> switch (manager) {
                    case "dpkg" -> "sudo dpkg -i " + quoted;
                    case "rpm" -> "sudo rpm -U " + quoted;
                    default -> "sudo " + manager + " install " + quoted;
                });
        return new Way.ByHand(
                command.isPresent()
                        ? "This desktop has no program that installs packages. Close Call Vault and run this in a terminal:"
                        : "This desktop has no program that installs packages. The package is " + file + ".",
                command);
    }

    /** What opens a package may also be an archive viewer: then nothing would be installed. The names are those of desktop files. */
    private static boolean installs(String handler) {
        String name = handler.toLowerCase(Locale.ROOT);
        return Stream.of(
                        "software",
                        "discover",
                        "gdebi",
                        "qapt",
                        "installer",
                        "packagekit",
                        "snap-store",
                        "sideload",
                        "eddy",
                        "captain",
                        "yast",
                        "apper",
                        "dnfdragora")
                .anyMatch(name::contains);
    }
}
