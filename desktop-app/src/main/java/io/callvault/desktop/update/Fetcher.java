package io.callvault.desktop.update;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a package: goes on where it stopped (RFC 9110, sections 13.1.5 and 14), never writes a byte more than was signed, and believes
 * nothing but the hash of what stands on the disk. Blocks the caller's thread.
 */
final class Fetcher {

    /** How it ended. */
    sealed interface Result {

        /** It is here, whole and right. */
        record Whole() implements Result {}

        /** The connection broke, or it is not wanted now: what is here is kept. */
        record Stopped(String sentence) implements Result {}

        /** The server gave something else than what was signed: nothing of it is kept. */
        record Wrong() implements Result {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final String PART = ".part";
    private static final String TAG = ".tag";
    private static final int MAX_TAG_CHARS = 200;
    private static final int TELL_EVERY_BYTES = 512 * 1024;

    /** Room that is left for others, in bytes. */
    private static final long SPARE_BYTES = 64L * 1024 * 1024;

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final Courier courier;
    private final Downloads downloads;
    private final Duration patience;

    /**
     * @param patience how long a connection may bring nothing
     */
    Fetcher(Courier courier, Downloads downloads, Duration patience) {
        this.courier = courier;
        this.downloads = downloads;
        this.patience = patience;
    }

    /** The folder is held by the caller. */
    Result fetch(Offer offer, LongConsumer progress) {
        try {
            downloads.makeRoom(offer);
            if (downloads.isWhole(offer)) {
                return new Result.Whole();
            }
            Path file = downloads.file(offer);
            Files.deleteIfExists(file);
            Path part = file.resolveSibling(file.getFileName() + PART);
            long missing = offer.download().size() - sizeOf(part);
            if (Files.getFileStore(part.resolveSibling(".").normalize()).getUsableSpace() < missing + SPARE_BYTES) {
                return new Result.Stopped(
                        "There is no room on the disk for the update. Make room; it is tried again later.");
            }
            boolean resumed = sizeOf(part) > 0;
            Result first = attempt(offer, part, progress);
            // What was here before may have been of another file: once more from its beginning.
            return resumed && first instanceof Result.Wrong ? attempt(offer, part, progress) : first;
        } catch (IOException e) {
            LOG.info("an update could not be fetched: {}", String.valueOf(e.getMessage()));
            return new Result.Stopped("The update could not be fetched. It is tried again later.");
        }
    }

    private Result attempt(Offer offer, Path part, LongConsumer progress) throws IOException {
        long size = offer.download().size();
        if (sizeOf(part) > size) {
            forget(part);
        }
        if (sizeOf(part) < size && !receive(offer, part, progress)) {
            forget(part);
            return new Result.Wrong();
        }
        if (!Downloads.matches(part, offer)) {
            forget(part);
            return new Result.Wrong();
        }
        Files.move(part, downloads.file(offer), StandardCopyOption.ATOMIC_MOVE);
        forget(part);
        return new Result.Whole();
    }

    /** Brings what is missing; false if it cannot become what was signed. */
    private boolean receive(Offer offer, Path part, LongConsumer progress) throws IOException {
        long have = sizeOf(part);
        Map<String, String> headers = new HashMap<>();
        if (have > 0) {
            headers.put("Range", "bytes=" + have + "-");
            tag(part).ifPresent(tag -> headers.put("If-Range", tag));
        }
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer = courier.open(offer.from(), headers);
        try (BodyPump body = new BodyPump(answer.body(), patience, courier::stillWanted)) {
            long size = offer.download().size();
            long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
            return switch (answer.statusCode()) {
                case 200 -> {
                    if (length >= 0 && length != size) {
                        yield false;
                    }
                    forget(part);
                    rememberTag(part, answer);
                    yield write(part, body, size, progress);
                }
                case 206 -> continues(answer, have, size) && write(part, body, size, progress);
                // It has no such range: what is here is not of this file.
                case 416 -> false;
                default -> throw new IOException("status " + answer.statusCode());
            };
        }
    }

    private static boolean continues(HttpResponse<?> answer, long have, long size) {
        Matcher range =
                RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
        return range.matches() && Long.parseLong(range.group(1)) == have && Long.parseLong(range.group(3)) == size;
    }

    /** Appends up to the signed size; false if there is more, or less though the server thinks it was all. */
    private static boolean write(Path part, BodyPump body, long size, LongConsumer progress) throws IOException {
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long at = out.size();
            long told = at;
            for (List<ByteBuffer> piece = body.next(); !piece.isEmpty(); piece = body.next()) {
                for (ByteBuffer buffer : piece) {
                    at += buffer.remaining();
                    if (at > size) {
                        return false;
                    }
                    while (buffer.hasRemaining()) {
                        out.write(buffer);
                    }
                }
                if (at - told >= TELL_EVERY_BYTES) {
                    told = at;
                    progress.accept(at);
                }
            }
            out.force(true);
            return at == size;
        }
    }

    /** Only a strong tag says that bytes are the same (RFC 9110, section 8.8.1). */
    private static void rememberTag(Path part, HttpResponse<?> answer) throws IOException {
        Optional<String> tag = answer.headers()
                .firstValue("ETag")
                .filter(value -> value.matches("\"[!#-~]{0," + MAX_TAG_CHARS + "}\""));
        if (tag.isPresent()) {
            Files.writeString(tagFile(part), tag.get());
        }
    }

    private static Optional<String> tag(Path part) throws IOException {
        return Files.isRegularFile(tagFile(part)) ? Optional.of(Files.readString(tagFile(part))) : Optional.empty();
    }

    private static Path tagFile(Path part) {
        return part.resolveSibling(part.getFileName() + TAG);
    }

    private static void forget(Path part) throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(tagFile(part));
    }

    private static long sizeOf(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }
}
