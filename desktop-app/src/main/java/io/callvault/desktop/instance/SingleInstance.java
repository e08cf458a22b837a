package io.callvault.desktop.instance;

import io.callvault.desktop.vault.ProfileLock;
import io.callvault.desktop.vault.VaultException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides at a start whether this process is the one that runs, or hands over to the one that does. Blocks; stateless. */
public final class SingleInstance {

    /** How a start went. */
    public sealed interface Entry {

        /** Nobody has the profile: this process does now. */
        record First(ProfileLock lock) implements Entry {}

        /** The running app did what was asked. */
        record HandedOver() implements Entry {}

        /**
         * Neither.
         *
         * @param sentence for the user
         */
        record Refused(String sentence) implements Entry {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);

    /** How long the running app may take to answer, or to end. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Nothing tells when another process lets go of a lock or opens its socket: both are tried again 20 times a second. */
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final String SILENT = "Call Vault is already open with this profile, but it does not answer. Wait a"
            + " moment and try again, or end it and start it anew.";

    private SingleInstance() {}

    /**
     * Takes the profile or hands over, whichever comes first.
     *
     * @param profile its folder, made if missing
     * @param request what the running app is asked for
     */
    public static Entry enter(Path profile, Request request) {
        return enter(profile, request, PATIENCE);
    }

    static Entry enter(Path profile, Request request, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            do {
                Optional<ProfileLock> lock = ProfileLock.tryAcquire(profile);
                if (lock.isPresent()) {
                    return new Entry.First(lock.get());
                }
                if (handOver(profile, request, end)) {
                    return new Entry.HandedOver();
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            } while (System.nanoTime() < end);
            return new Entry.Refused(SILENT);
        } catch (VaultException e) {
            return new Entry.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static boolean handOver(Path profile, Request request, long end) {
        try {
            for (Path socket : SocketPaths.of(profile)) {
                if (SocketPaths.isTrusted(socket, profile) && ask(socket, request, end)) {
                    return true;
                }
            }
        } catch (IOException e) {
            LOG.debug("the profile has no place for a socket", e);
        }
        return false;
    }

    /** Whether the other one did it; an app that is still starting, ends, or hangs did not. */
    private static boolean ask(Path socket, Request request, long end) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Else a stopped process whose queue is full would hold this one for ever.
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                return false;
            }
            try (Meeting meeting = new Meeting(channel, Duration.ofNanos(end - System.nanoTime()))) {
                meeting.say(request.line());
                return meeting.hear().equals(InstanceDoor.DONE);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("nobody answers at {}", socket, e);
            return false;
        }
    }
}
