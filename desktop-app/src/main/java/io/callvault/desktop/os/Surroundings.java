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

        /** Another network, or one more or less. */
        void networkChanged();
    }

    /** The ports it looks through. */
    public record Ports(PowerState power, MeteredLink metered, NetworkAddresses addresses) {

        public static Ports ofThisSystem() {
            return new Ports(PowerState.ofThisSystem(), MeteredLink.ofThisSystem(), NetworkAddresses.ofThisSystem());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);

    /** Where systems begin to warn. */
    private static final int LOW_PERCENT = 20;

    /** With the probe's 2.5 s a new network is in use within 5 s. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Ports ports;
    private final Listener listener;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "cv-os");
        made.setDaemon(true);
        return made;
    });
    private Set<String> addresses = Set.of();
    private boolean scarce;
    private boolean looked;

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
        Set<String> now = ports.addresses().read();
        boolean changed = looked && !now.equals(addresses);
        addresses = now;
        looked = true;
        if (changed) {
            LOG.info("the network changed");
            listener.networkChanged();
        }
        boolean shortNow = isScarce();
        if (shortNow != scarce) {
            scarce = shortNow;
            listener.scarce(shortNow);
        }
    }

    private boolean isScarce() {
        boolean lowBattery =
                ports.power().read() instanceof PowerState.Reading.Battery(int percent) && percent <= LOW_PERCENT;
        return lowBattery || ports.metered().read() == MeteredLink.Answer.METERED;
    }
}
