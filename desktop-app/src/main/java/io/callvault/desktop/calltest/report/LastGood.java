package io.callvault.desktop.calltest.report;

import io.callvault.model.crypto.Digests;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last run in which all was well, one for each server, kept masked. Not being able to keep it harms nobody. Any thread. */
public final class LastGood {
    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);

    /** Ten minutes of seconds stay well below. */
    private static final int MAX_BYTES = 4_000_000;

    private final Path folder;

    /** @param folder made when something is kept */
    public LastGood(Path folder) {
        this.folder = folder;
    }

    public Optional<ReportDocument> load(String server) {
        return Files.exists(file(server)) ? read(file(server)) : Optional.empty();
    }

    public void keep(String server, ReportDocument report) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(server), Reports.json(report), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("the good run could not be kept to compare with later: {}", e.toString());
        }
    }

    /** A report in a file; empty if it is none. */
    public static Optional<ReportDocument> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Json.read(Files.readAllBytes(file), MAX_BYTES, ReportDocument.class))
                    .filter(report -> report.schema().equals(ReportDocument.SCHEMA));
        } catch (IOException | WireException e) {
            LOG.warn("a report could not be read: {}", e.toString());
            return Optional.empty();
        }
    }

    private Path file(String server) {
        byte[] hash = Digests.sha256(server.getBytes(StandardCharsets.UTF_8));
        return folder.resolve("good-" + HexFormat.of().formatHex(hash, 0, 6) + ".json");
    }
}
