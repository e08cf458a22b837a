package io.callvault.signaling.session;

import io.callvault.model.call.CallParty;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.Frame;
import io.callvault.signaling.call.CallLines;
import io.callvault.signaling.relay.TypingService;
import io.callvault.signaling.store.News;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Every living connection by its user. Any thread. */
public final class SessionHub implements TypingService.LiveFrames, CallLines {

    private final Map<UserId, List<Session>> sessions = new ConcurrentHashMap<>();

    /** What a registration changed: the older connection of the same device, and whether the user was away before. */
    record Arrival(Optional<Session> replaced, boolean cameOnline) {}

    Arrival register(Session session) {
        Arrival[] arrival = new Arrival[1];
        sessions.compute(session.principal().user().id(), (user, there) -> {
            List<Session> before = there == null ? List.of() : there;
            Optional<Session> older =
                    before.stream().filter(session::sameDevice).findFirst();
            arrival[0] = new Arrival(older, before.isEmpty());
            return Stream.concat(before.stream().filter(other -> !session.sameDevice(other)), Stream.of(session))
                    .toList();
        });
        return arrival[0];
    }

    /** Whether the user has gone with it. */
    boolean unregister(Session session) {
        boolean[] gone = new boolean[1];
        sessions.computeIfPresent(session.principal().user().id(), (user, there) -> {
            List<Session> left =
                    there.stream().filter(other -> other != session).toList();
            gone[0] = left.isEmpty() && !there.isEmpty();
            return left.isEmpty() ? null : left;
        });
        return gone[0];
    }

    /** Hands stored events to their users' connections. Called on the store's writer thread, in order. */
    public void news(List<News> news) {
        for (News one : news) {
            of(one.user()).forEach(session -> session.news(one.event()));
        }
    }

    @Override
    public void deliver(UserId user, Frame frame) {
        of(user).forEach(session -> session.deliverIfIdle(frame));
    }

    @Override
    public boolean deliver(CallParty to, Frame.Call frame) {
        Optional<Session> session = of(to);
        session.ifPresent(open -> open.call(frame));
        return session.isPresent();
    }

    @Override
    public boolean connected(CallParty who) {
        return of(who).isPresent();
    }

    @Override
    public List<DeviceId> devices(UserId user) {
        return of(user).stream().map(session -> session.principal().device()).toList();
    }

    private Optional<Session> of(CallParty who) {
        return of(who.userId()).stream()
                .filter(session -> session.principal().device().equals(who.deviceId()))
                .findFirst();
    }

    /** Ends the connections of a session that signed out. */
    public void signedOut(UserId user, UUID session) {
        of(user).stream()
                .filter(open -> open.principal().session().equals(session))
                .forEach(open -> open.close(CloseCode.UNAUTHENTICATED, "unauthenticated"));
    }

    public boolean online(UserId user) {
        return sessions.containsKey(user);
    }

    /** How many connections live. */
    public int count() {
        return sessions.values().stream().mapToInt(List::size).sum();
    }

    /** A backup was restored: everybody connects anew and is told to take a snapshot. */
    public void newEpoch() {
        sessions.values().forEach(list -> list.forEach(session -> session.close(CloseCode.GOING_AWAY, "new_epoch")));
    }

    /** Events that wait to be pushed on the connection where most do. */
    public int deepest() {
        return sessions.values().stream()
                .flatMap(List::stream)
                .mapToInt(Session::depth)
                .max()
                .orElse(0);
    }

    /** Events that wait to be pushed, on all connections together. */
    public int waiting() {
        return sessions.values().stream()
                .flatMap(List::stream)
                .mapToInt(Session::depth)
                .sum();
    }

    /** Says goodbye to everybody: the server stops. */
    public void closeAll() {
        sessions.values().forEach(list -> list.forEach(session -> session.close(CloseCode.GOING_AWAY, "")));
    }

    private List<Session> of(UserId user) {
        return sessions.getOrDefault(user, List.of());
    }
}
