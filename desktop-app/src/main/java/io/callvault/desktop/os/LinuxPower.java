package io.callvault.desktop.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Batteries as the Linux kernel lists them ({@code Documentation/ABI/testing/sysfs-class-power}): each supply is a folder with
 * {@code type}, {@code status}, {@code capacity} and, for mice and headsets, the scope {@code Device}. Stateless.
 */
final class LinuxPower implements PowerState {

    /** These files hold one word; whatever is longer is not one of them. */
    private static final int MOST_BYTES = 64;

    private final Path supplies;

    /**
     * @param supplies {@code /sys/class/power_supply}
     */
    LinuxPower(Path supplies) {
        this.supplies = supplies;
    }

    @Override
    public Reading read() {
        int lowest = 101;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(supplies)) {
            for (Path supply : folders) {
                OptionalInt percent = discharging(supply);
                if (percent.isPresent()) {
                    lowest = Math.min(lowest, percent.getAsInt());
                }
            }
        } catch (IOException e) {
            return new Reading.Unknown("This system lists no power supplies: Call Vault saves power only when hidden.");
        }
        return lowest > 100 ? new Reading.Mains() : new Reading.Battery(lowest);
    }

    private static OptionalInt discharging(Path supply) {
        boolean ofComputer = word(supply, "type").filter("Battery"::equals).isPresent()
                && word(supply, "scope").filter("Device"::equals).isEmpty();
        boolean inUse = word(supply, "status").filter("Discharging"::equals).isPresent();
        Optional<String> capacity = word(supply, "capacity").filter(text -> text.matches("100|[0-9]{1,2}"));
        return ofComputer && inUse && capacity.isPresent()
                ? OptionalInt.of(Integer.parseInt(capacity.get()))
                : OptionalInt.empty();
    }

    /** A supply may be unplugged between the listing and the reading. */
    private static Optional<String> word(Path supply, String name) {
        Path file = supply.resolve(name);
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            return Optional.of(new String(bytes, StandardCharsets.US_ASCII).strip());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
