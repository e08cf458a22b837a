package io.callvault.desktop.instance;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the running app hears from later starts; one at a time, on the thread {@code cv-instance}. Without a socket the app runs all the
 * same: a second start then says that the profile is open.
 */
public final class InstanceDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceDoor.class);

    static final String DONE = "CV1 ok";
    static final String NOT_DONE = "CV1 no";

    /** For a line of a process on this very computer. */
    private static final Duration LINE = Duration.ofSeconds(1);

    /** For the window; less than {@link SingleInstance#PATIENCE} of the one who asks. */
    private static final Duration WINDOW = Duration.ofMillis(2_500);

    private final Path profile;
    private final Optional<Listening> listening;
    private final Function<Request, CompletionStage<Boolean>> taker;

    /** A socket and its file. */
    private record Listening(ServerSocketChannel channel, Path socket) {}

    private InstanceDoor(
            Path profile, Optional<Listening> listening, Function<Request, CompletionStage<Boolean>> taker) {
        this.profile = profile;
        this.listening = listening;
        this.taker = taker;
    }

    /**
     * Opens the door of a profile whose lock this process holds: a socket that is there already is that of a killed one, and is taken
     * over.
     *
     * @param taker on the door's thread, returns at once; completes with whether the request was done
     */
    public static InstanceDoor open(Path profile, Function<Request, CompletionStage<Boolean>> taker) {
        InstanceDoor door = new InstanceDoor(profile, listen(profile), taker);
        door.listening.ifPresent(
                there -> Thread.ofPlatform().name("cv-instance").daemon().start(() -> door.serve(there.channel())));
        return door;
    }

    private static Optional<Listening> listen(Path profile) {
        try {
            for (Path socket : SocketPaths.of(profile)) {
                Optional<Listening> found = listen(profile, socket);
                if (found.isPresent()) {
                    return found;
                }
            }
            LOG.warn("no socket could be made: a second start cannot reach this one");
        } catch (IOException e) {
            LOG.warn("no place for a socket: a second start cannot reach this one", e);
        }
        return Optional.empty();
    }

    private static Optional<Listening> listen(Path profile, Path socket) {
        try {
            SocketPaths.prepare(socket, profile);
            Files.deleteIfExists(socket);
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            boolean bound = false;
            try {
                channel.bind(UnixDomainSocketAddress.of(socket));
                SocketPaths.owner(socket);
                bound = true;
                return Optional.of(new Listening(channel, socket));
            } finally {
                if (!bound) {
                    channel.close();
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("no socket at {}: the next place is tried", socket, e);
            return Optional.empty();
        }
    }

    private void serve(ServerSocketChannel channel) {
        while (true) {
            try {
                serve(channel.accept());
            } catch (ClosedChannelException end) {
                return;
            } catch (IOException e) {
                LOG.warn("later starts are not heard any more", e);
                return;
            }
        }
    }

    private void serve(SocketChannel peer) {
        try (peer;
                Meeting meeting = new Meeting(peer, LINE)) {
            Optional<Request> request = Request.parse(meeting.hear());
            boolean done = request.isPresent() && done(request.get());
            meeting.say(done ? DONE : NOT_DONE);
        } catch (IOException e) {
            LOG.info("a later start was not understood: {}", e.getMessage());
        }
    }

    private boolean done(Request request) {
        try {
            return taker.apply(request).toCompletableFuture().get(WINDOW.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the window did not do what a later start asked for", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Hears nobody any more: takes the socket's file away and closes it, while the lock is still held. Twice does no harm. */
    public void leave() {
        listening.filter(there -> there.channel().isOpen()).ifPresent(there -> {
            try {
                SocketPaths.remove(there.socket(), profile);
                there.channel().close();
            } catch (IOException e) {
                LOG.warn("the socket for later starts did not close cleanly", e);
            }
        });
    }

    @Override
    public void close() {
        leave();
    }
}
