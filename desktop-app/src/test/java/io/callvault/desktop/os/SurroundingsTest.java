package io.callvault.desktop.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
                public void networkChanged(boolean lost) {
                    told.add(lost ? "network lost" : "network");
                }
            });

    @Test
    void tellsOnlyWhatChanged() {
        twoSeconds();
        assertThat(told).isEmpty();
        addresses = Set.of("192.0.2.1", "198.51.100.7");
        surroundings.look();
        surroundings.look();
        power = new PowerState.Reading.Battery(21);
        twoSeconds();
        power = new PowerState.Reading.Battery(20);
        twoSeconds();
        twoSeconds();
        power = new PowerState.Reading.Unknown("for the test");
        twoSeconds();
        metered = MeteredLink.Answer.METERED;
        twoSeconds();
        addresses = Set.of("192.0.2.1");
        surroundings.look();
        addresses = Set.of();
        surroundings.look();
        addresses = Set.of("192.0.2.1");
        surroundings.look();
        assertThat(told)
                .containsExactly(
                        "network",
                        "scarce true",
                        "scarce false",
                        "scarce true",
                        "network lost",
                        "network lost",
                        "network");
    }

    /** The network is looked at four times a second: a look of 2 ms would be 1 % of a core. */
    @Test
    void aLookAtTheNetworkCostsNextToNothing() {
        NetworkAddresses real = NetworkAddresses.ofThisSystem();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int looks = 200;
        for (int warm = 0; warm < looks; warm++) {
            real.read();
        }
        long before = threads.getCurrentThreadCpuTime();
        for (int look = 0; look < looks; look++) {
            assertThat(real.read()).isNotNull();
        }
        long microsPerLook = TimeUnit.NANOSECONDS.toMicros(threads.getCurrentThreadCpuTime() - before) / looks;
        System.out.println("a look at the network: " + microsPerLook + " µs of CPU");
        assertThat(microsPerLook).isLessThan(2_000);
    }

    /** So many looks that power was among them. */
    private void twoSeconds() {
        for (int look = 0; look < 8; look++) {
            surroundings.look();
        }
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
