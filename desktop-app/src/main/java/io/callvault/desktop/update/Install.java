package io.callvault.desktop.update;

import io.callvault.desktop.os.Commands;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A package that shall be installed as the last thing the app does, when the profile is closed and nothing of ours runs any more. */
public final class Install {

    private static final Logger LOG = LoggerFactory.getLogger(Install.class);

    /** What it works with. */
    record Parts(Downloads downloads, MemoryFile memory, Commands commands, InstantSource clock) {}

    private final Offer offer;
    private final List<String> command;
    private final Parts parts;

    Install(Offer offer, List<String> command, Parts parts) {
        this.offer = offer;
        this.command = List.copyOf(command);
        this.parts = parts;
    }

    /**
     * Looks at every byte once more, remembers the attempt, and starts the system's installer. Blocks for as long as reading the package
     * takes.
     *
     * @return a sentence about what went wrong; empty if the installer was started
     */
    public Optional<String> run() {
        try {
            parts.downloads().makeSafe();
            if (!parts.downloads().isWhole(offer)) {
                parts.downloads().discard(offer);
                parts.memory()
                        .change(memory -> memory.tried(
                                offer.version().toString(), parts.clock().millis()));
                return Optional.of("The package of version " + offer.version()
                        + " is not what was signed any more, so it was deleted. Nothing was installed.");
            }
            // First remembered, then started: an installer that takes the computer down is not started over and over.
            parts.memory()
                    .change(memory -> memory.tried(
                            offer.version().toString(), parts.clock().millis()));
            parts.commands().start(command);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("the installer of an update could not be started", e);
            return Optional.of("The installer of version " + offer.version() + " could not be started.");
        }
    }
}
