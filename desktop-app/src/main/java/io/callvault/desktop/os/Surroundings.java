package io.callvault.desktop.os;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at power and network now and then, on a thread of its own, and tells what changed. */
public final class Surroundings implements AutoCloseable {

    /** What the surroundings tell; on the watching thread, must return quickly. */
    public interface Listener {

        /**
         * @param scarce whether battery or data are short: to be spared
         */
        void scarce(boolean scarce);

        /**
         * Another network, or one more or less.
         *
         * @param lost whether an address is gone: connections made from it are dead, though nothing says so
         */
        void networkChanged(boolean lost);
    }

    /** The ports it looks through. */
    public record Ports(PowerState power, MeteredLink metered, NetworkAddresses addresses) {

        public static Ports ofThisSystem() {
            return new Ports(PowerState.ofThisSystem(), MeteredLink.ofThisSystem(), NetworkAddresses.ofThisSystem());
        }

        /** Whether battery or data are short now. Reads the system: not on the FX thread. */
        public boolean scarce() {
            boolean lowBattery =
                    power.read() instanceof PowerState.Reading.Battery(int percent) && percent <= LOW_PERCENT;
            return lowBattery || metered.read() == MeteredLink.Answer.METERED;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);

    /** Where systems begin to warn. */
    private static final int LOW_PERCENT = 20;

    /** So often for the network, because a call waits for it; a look takes about 0.1 ms (SurroundingsTest measures it). */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** Power and metering change slowly: every 2 s. */
    private static final int LOOKS_PER_POWER = 8;

    private final Ports ports;
    private final Listener listener;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "cv-os");
        made.setDaemon(true);
        return made;
    });
    private Set<String> addresses = Set.of();
    private boolean scarce;
    private long looks;

    public Surroundings(Ports ports, Listener listener) {
        this.ports = ports;
        this.listener = listener;
    }

    public void start() {
        var _ = thread.scheduleWithFixedDelay(this::guarded, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private void guarded() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("the surroundings could not be looked at", e);
        }
    }

    /** One look; the first one only remembers the network. */
    void look() {
        lookAtNetwork();
        if (looks % LOOKS_PER_POWER == 0) {
            lookAtPower();
        }
        looks++;
    }

    private void lookAtNetwork() {
        Set<String> now = ports.addresses().read();
        Set<String> before = addresses;
        addresses = now;
        if (looks > 0 && !now.equals(before)) {
            boolean lost = !now.containsAll(before);
            LOG.info("the network changed, addresses {}", lost ? "are gone" : "came");
            listener.networkChanged(lost);
        }
    }

    private void lookAtPower() {
        boolean shortNow = ports.scarce();
        if (shortNow != scarce) {
            scarce = shortNow;
            listener.scarce(shortNow);
        }
    }
}
