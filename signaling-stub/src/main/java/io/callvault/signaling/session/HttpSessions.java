package io.callvault.signaling.session;

import io.callvault.model.id.DeviceId;
import io.callvault.model.wire.Frame;
import io.callvault.model.wire.FrameCodec;
import io.callvault.model.wire.Frames;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.model.wire.SyncApi;
import io.callvault.model.wire.WireException;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.relay.SyncService;
import io.callvault.signaling.store.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The sessions of those for whom WebSocket is blocked: commands come in by requests, frames go out over a stream or long polls
 * (openapi.yaml). Any thread.
 */
public final class HttpSessions {

    /** Replaced runs that are told so for as long as they ask; the oldest are forgotten, and would be told to say hello. */
    private static final int MOST_REPLACED = 1_000;

    /** Who asks. */
    public record Caller(Principal principal, String instance) {

        /** @throws IllegalArgumentException if that is no instance id */
        public Caller {
            if (!instance.matches("[!-~]{1," + Limits.MAX_INSTANCE_CHARS + "}")) {
                throw new IllegalArgumentException("not an instance id");
            }
        }

        private Key key() {
            return new Key(principal.device(), instance);
        }
    }

    private record Key(DeviceId device, String instance) {}

    /** Takes the answer to one frame. */
    private static final class Slot implements Consumer<Frame> {
        private volatile Optional<Frame> answer = Optional.empty();

        @Override
        public void accept(Frame frame) {
            answer = Optional.of(frame);
        }
    }

    private final Services services;
    private final Map<Key, HttpLink> living = new ConcurrentHashMap<>();
    private final Set<Key> replaced = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > MOST_REPLACED;
        }
    }));

    public HttpSessions(Services services) {
        this.services = services;
    }

    /** Carries the frames out in order, after those of every earlier call; the answers are in the frames' order. */
    public CompletionStage<Frames> commands(Caller caller, List<String> texts, Context loop) throws RefusedException {
        if (texts.isEmpty() || texts.size() > Limits.MAX_BATCH) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "1 to " + Limits.MAX_BATCH + " frames");
        }
        Optional<Frame.Hello> hello = hello(texts.getFirst());
        if (hello.isPresent() && !hello.get().instanceId().equals(caller.instance())) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "hello names another instance_id");
        }
        HttpLink link = hello.isPresent() ? open(caller, loop) : find(caller);
        if (!link.enter()) {
            throw new RefusedException(ProblemCode.UNAVAILABLE, "too many requests wait: try again in a moment");
        }
        List<Slot> answers = Stream.generate(Slot::new).limit(texts.size()).toList();
        return link.session().carryOut(texts, answers).thenCompose(done -> {
            link.leave();
            Optional<Session.End> end = link.session().end();
            return end.isPresent()
                    ? CompletableFuture.failedStage(end.get().refusal())
                    : CompletableFuture.completedStage(Frames.of(answers.stream()
                            .flatMap(slot -> slot.answer.stream())
                            .toList()));
        });
    }

    /** What cannot be read is for the session to refuse. */
    private static Optional<Frame.Hello> hello(String text) {
        try {
            return FrameCodec.decode(text) instanceof Frame.Hello hello ? Optional.of(hello) : Optional.empty();
        } catch (WireException e) {
            return Optional.empty();
        }
    }

    private HttpLink open(Caller caller, Context loop) {
        Key key = caller.key();
        HttpLink[] made = new HttpLink[1];
        HttpLink link = new HttpLink(services, loop.owner(), loop, end -> over(key, made[0], end));
        made[0] = link;
        replaced.remove(key);
        living.put(key, link);
        link.session().onLoop(link::open);
        return link;
    }

    private void over(Key key, HttpLink link, Session.End end) {
        living.remove(key, link);
        if (end.code() == CloseCode.REPLACED) {
            replaced.add(key);
        }
    }

    private HttpLink find(Caller caller) throws RefusedException {
        HttpLink link = living.get(caller.key());
        if (link == null) {
            if (replaced.contains(caller.key())) {
                throw new RefusedException(
                        ProblemCode.REPLACED, "another run of the app with this device took over: stop or say hello");
            }
            throw HttpLink.unknown();
        }
        link.session().seen(caller.principal());
        return link;
    }

    /** The client's long poll; completes when there is something, or after {@code waitMs}. */
    public CompletionStage<SyncApi.EventPage> poll(Caller caller, SyncService.Cursor cursor, int limit, long waitMs)
            throws RefusedException {
        HttpLink link = find(caller);
        CompletableFuture<SyncApi.EventPage> answer = new CompletableFuture<>();
        link.session().onLoop(() -> link.poll(cursor, limit, waitMs, answer));
        return answer;
    }

    /**
     * Turns the answer into the client's stream of events. Blocks for a read.
     *
     * @return completes when it is one
     * @throws RefusedException {@code cursor_expired} if the cursor is of another history
     */
    public CompletionStage<?> stream(
            Caller caller, Optional<SyncApi.EventCursor> cursor, HttpServerResponse response, Context loop)
            throws RefusedException {
        HttpLink link = find(caller);
        if (cursor.isPresent() && !caller.principal().isGuest()) {
            SyncApi.EventCursor at = cursor.get();
            SyncService.Cursor place = new SyncService.Cursor(Optional.of(at.epoch()), at.ev(), at.eventId());
            if (!services.sync().locate(caller.principal().user(), place).usable()) {
                throw new RefusedException(ProblemCode.CURSOR_EXPIRED, "say hello again and take a snapshot");
            }
        }
        CompletableFuture<?> taken = new CompletableFuture<>();
        link.session().onLoop(() -> link.listen(response, loop, cursor.map(SyncApi.EventCursor::ev), taken));
        return taken;
    }
}
