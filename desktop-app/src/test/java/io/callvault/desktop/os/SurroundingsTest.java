package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {

    @TempDir
    private Path supplies;

    private final List<String> told = new ArrayList<>();
    private PowerState.Reading power = new PowerState.Reading.Mains();
    private MeteredLink.Answer metered = MeteredLink.Answer.UNKNOWN;
    private Set<String> addresses = Set.of("192.0.2.1");
    private final Surroundings surroundings = new Surroundings(
            new Surroundings.Ports(() -> power, () -> metered, () -> addresses), new Surroundings.Listener() {
                @Override
                public void scarce(boolean scarce) {
                    told.add("scarce " + scarce);
                }

                @Override
                public void networkChanged() {
                    told.add("network");
                }
            });

    @Test
    void tellsOnlyWhatChanged() {
        surroundings.look();
        surroundings.look();
        assertThat(told).isEmpty();
        addresses = Set.of("192.0.2.1", "198.51.100.7");
        surroundings.look();
        surroundings.look();
        power = new PowerState.Reading.Battery(21);
        surroundings.look();
        power = new PowerState.Reading.Battery(20);
        surroundings.look();
        surroundings.look();
        power = new PowerState.Reading.Unknown("for the test");
        surroundings.look();
        metered = MeteredLink.Answer.METERED;
        surroundings.look();
        addresses = Set.of();
        surroundings.look();
        assertThat(told).containsExactly("network", "scarce true", "scarce false", "scarce true", "network");
    }

    @Test
    void readsTheBatteriesThatFeedALinuxComputer() throws IOException {
        PowerState linux = PowerState.of("Linux", supplies);
        assertThat(linux.read()).isEqualTo(new PowerState.Reading.Mains());
        supply("AC", Map.of("type", "Mains", "online", "0"));
        supply("mouse", Map.of("type", "Battery", "scope", "Device", "status", "Discharging", "capacity", "3"));
        supply("BAT0", Map.of("type", "Battery", "status", "Charging", "capacity", "12"));
        assertThat(linux.read()).isEqualTo(new PowerState.Reading.Mains());
        supply("BAT0", Map.of("type", "Battery", "status", "Discharging", "capacity", "57"));
        assertThat(linux.read()).isEqualTo(new PowerState.Reading.Battery(57));
        supply("BAT1", Map.of("type", "Battery", "status", "Discharging", "capacity", "nonsense"));
        assertThat(linux.read()).isEqualTo(new PowerState.Reading.Battery(57));
        supply("BAT1", Map.of("type", "Battery", "status", "Discharging", "capacity", "9"));
        assertThat(linux.read()).isEqualTo(new PowerState.Reading.Battery(9));
    }

    @Test
    void whatCannotBeReadIsSaid() {
        assertThat(PowerState.of("Linux", supplies.resolve("missing")).read())
                .isInstanceOf(PowerState.Reading.Unknown.class);
        for (String os : List.of("Windows 11", "Mac OS X")) {
            assertThat(PowerState.of(os, supplies).read())
                    .isInstanceOfSatisfying(
                            PowerState.Reading.Unknown.class,
                            unknown -> assertThat(unknown.why()).contains(os));
        }
    }

    @Test
    void theRunningSystemAnswers() {
        assertThat(PowerState.ofThisSystem().read()).isNotNull();
        assertThat(NetworkAddresses.ofThisSystem().read()).noneMatch(address -> address.startsWith("127."));
    }

    private void supply(String name, Map<String, String> files) throws IOException {
        Path folder = Files.createDirectories(supplies.resolve(name));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue() + "\n");
        }
    }
}
