package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.os.PackageInstaller.Way;
import io.callvault.model.update.PackageKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageInstallerTest {

    private static final Path FILE = Path.of("cache", "Anna's", "callvault.deb");

    private record Programs(Set<String> there, Optional<String> handler) implements Commands {
        @Override
        public boolean exists(String program) {
            return there.contains(program);
        }

        @Override
        public Optional<String> ask(List<String> command) {
            return handler;
        }

        @Override
        public void start(List<String> command) {
            throw new AssertionError("only looked at");
        }
    }

    private static Way way(PackageKind kind, Set<String> there, Optional<String> handler) {
        return PackageInstaller.of(new Programs(there, handler)).wayOf(kind, FILE);
    }

    @ParameterizedTest
    @CsvSource({
        "org.gnome.Software.desktop, true",
        "gnome-software-local-file-packagekit.desktop, true",
        "org.kde.discover.desktop, true",
        "gdebi.desktop, true",
        "org.gnome.FileRoller.desktop, false",
        "org.kde.ark.desktop, false",
        "engrampa.desktop, false"
    })
    void theDesktopsInstallerOpensItButNoArchiveViewer(String handler, boolean opens) {
        Way way = way(PackageKind.DEB, Set.of("xdg-open", "xdg-mime", "apt"), Optional.of(handler));
        assertThat(way instanceof Way.Opens(List<String> command)
                        && command.equals(List.of("xdg-open", FILE.toString())))
                .isEqualTo(opens);
    }

    @ParameterizedTest
    @CsvSource({
        "DEB, apt, sudo apt install",
        "DEB, dpkg, sudo dpkg -i",
        "RPM, dnf, sudo dnf install",
        "RPM, zypper, sudo zypper install",
        "RPM, rpm, sudo rpm -U"
    })
    void withoutOneTheCommandIsSaid(PackageKind kind, String manager, String words) {
        assertThat(way(kind, Set.of(manager), Optional.empty()))
                .isInstanceOfSatisfying(
                        Way.ByHand.class,
                        hand -> assertThat(hand.command())
                                .hasValueSatisfying(command ->
                                        assertThat(command).startsWith(words).endsWith("Anna'\\''s/callvault.deb'")));
        assertThat(way(kind, Set.of(), Optional.empty())).isInstanceOfSatisfying(Way.ByHand.class, hand -> {
            assertThat(hand.command()).isEmpty();
            assertThat(hand.sentence()).contains(FILE.toString());
        });
    }

    @Test
    void windowsAndMacOpenTheirOwn() {
        assertThat(way(PackageKind.MSI, Set.of(), Optional.empty()))
                .isEqualTo(new Way.Opens(List.of("msiexec", "/i", FILE.toString())));
        assertThat(way(PackageKind.DMG, Set.of(), Optional.empty()))
                .isEqualTo(new Way.Opens(List.of("open", FILE.toString())));
        assertThat(way(PackageKind.TAR, Set.of("xdg-open"), Optional.of("x"))).isInstanceOf(Way.ByHand.class);
    }

    @Test
    void theRealProgramsOfThisSystemAreAsked() {
        Commands real = Commands.ofThisSystem();
        assertThat(real.exists("no-such-program-of-call-vault")).isFalse();
        assertThat(real.ask(List.of("no-such-program-of-call-vault"))).isEmpty();
        assertThat(real.ask(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--version")))
                .hasValueSatisfying(line -> assertThat(line).contains(System.getProperty("java.version")));
    }
}
