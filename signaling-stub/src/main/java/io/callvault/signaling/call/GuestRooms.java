package io.callvault.signaling.call;

import io.callvault.model.call.CallParty;
import io.callvault.model.crypto.Bytes;
import io.callvault.model.crypto.VerifyKey;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.wire.CallApi;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Limits;
import io.callvault.model.wire.ProblemCode;
import io.callvault.signaling.account.GuestTokens;
import io.callvault.signaling.account.Principal;
import io.callvault.signaling.store.RefusedException;
import io.callvault.signaling.store.Store;
import io.callvault.signaling.store.UserKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * People without an account, in rooms of two: with Echo, or with whoever knows the room's name. In memory only, for a quarter of
 * an hour each. Any thread; only what tells Echo's profile blocks for a read.
 */
public final class GuestRooms implements CallRooms, GuestTokens {

    /** The room that every guest has alone with the Echo contact. */
    public static final String ECHO = "echo";

    /** A guest's time, milliseconds (docs/calls.md). */
    static final long LIFE_MS = 900_000;

    /** Somebody who entered and has said no hello for so long gives way to somebody else, milliseconds. */
    private static final long GRACE_MS = 10_000;

    private static final int MOST_GUESTS = 1_000;

    /** 22 characters of base64url hold 128 bits. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{22,64}");

    private static final int TOKEN_LENGTH = 32;

    private static final Bytes UNCERTIFIED = Bytes.copyOf(new byte[0]);

    /** @param number names the room in the calls of its guests */
    private record Room(String name, ConversationId number) {}

    private record Seat(Room room, Principal who, String name, long enteredMs) {

        CallParty party() {
            return new CallParty(who.user().id(), who.device());
        }

        /** What the other one is told; the device's key stands for the person, and nothing certifies it. */
        EventBody.Profile profile() {
            Bytes key = who.deviceKey().bytes();
            return new EventBody.Profile(
                    who.user().id(),
                    "guest",
                    name,
                    key,
                    List.of(new EventBody.Device(who.user().id(), who.device(), name, key, enteredMs, UNCERTIFIED)));
        }
    }

    private final Store store;
    private final UserKey echo;
    private final CallLines lines;
    private final InstantSource clock;
    private final IdGenerator ids;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Seat> seats = new LinkedHashMap<>();

    /** @param echo who is in the room {@link #ECHO} */
    public GuestRooms(Store store, UserKey echo, CallLines lines, InstantSource clock, IdGenerator ids) {
        this.store = store;
        this.echo = echo;
        this.lines = lines;
        this.clock = clock;
        this.ids = ids;
    }

    /** Somebody comes in. Blocks for a read. */
    public CallApi.Guest enter(CallApi.CreateGuest request) throws RefusedException {
        if (!Limits.isName(request.name())) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "a name is one line of 1 to 64 characters");
        }
        if (!request.room().equals(ECHO) && !NAME.matcher(request.room()).matches()) {
            throw new RefusedException(
                    ProblemCode.INVALID_FIELD, "a room is echo, or 22 to 64 random characters of base64url");
        }
        Seat seat = sit(request, key(request.deviceKey()));
        return new CallApi.Guest(
                seat.who().user().id(),
                seat.who().device(),
                token(seat),
                seat.who().expiresAt(),
                seat.room().number(),
                peers(seat.who()).peers());
    }

    private static VerifyKey key(Bytes bytes) throws RefusedException {
        try {
            return new VerifyKey(bytes);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ProblemCode.INVALID_FIELD, "device_key is an Ed25519 key of 32 bytes");
        }
    }

    private synchronized Seat sit(CallApi.CreateGuest request, VerifyKey key) throws RefusedException {
        long now = clock.millis();
        seats.values().removeIf(seat -> seat.who().expiresAt() <= now);
        List<Seat> there = request.room().equals(ECHO)
                ? List.of()
                : seats.values().stream()
                        .filter(seat -> seat.room().name().equals(request.room()))
                        .toList();
        if (there.size() >= 2) {
            Seat away = there.stream()
                    .filter(seat -> seat.who().deviceKey().bytes().equals(key.bytes())
                            || (!lines.connected(seat.party()) && now - seat.enteredMs() >= GRACE_MS))
                    .min(Comparator.comparingLong(Seat::enteredMs))
                    .orElseThrow(() -> new RefusedException(ProblemCode.CONFLICT, "two are in this room already"));
            seats.values().remove(away);
        }
        if (seats.size() >= MOST_GUESTS) {
            throw new RefusedException(ProblemCode.UNAVAILABLE, "too many guests: try again in a few minutes");
        }
        Room room = there.isEmpty()
                ? new Room(request.room(), new ConversationId(ids.next()))
                : there.getFirst().room();
        Principal who = Principal.guest(ids.userId(), ids.deviceId(), key, now + LIFE_MS);
        Seat seat = new Seat(room, who, request.name(), now);
        byte[] secret = new byte[TOKEN_LENGTH];
        random.nextBytes(secret);
        seats.put(PREFIX + Bytes.copyOf(secret).base64Url(), seat);
        return seat;
    }

    private synchronized String token(Seat seat) throws RefusedException {
        return seats.entrySet().stream()
                .filter(entry -> entry.getValue().equals(seat))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new RefusedException(ProblemCode.UNAVAILABLE, "this place was taken: try again"));
    }

    @Override
    public synchronized Optional<Principal> find(String token) {
        return Optional.ofNullable(seats.get(token)).map(Seat::who).filter(who -> clock.millis() < who.expiresAt());
    }

    /** Who else is in the guest's room; for Echo all its guests, whose keys it needs. Blocks for a read. */
    public CallApi.Peers peers(Principal guest) throws RefusedException {
        if (guest.user().equals(echo)) {
            return new CallApi.Peers(guestsOfEcho());
        }
        List<EventBody.Profile> peers = new ArrayList<>();
        boolean withEcho = false;
        for (Seat seat : roomOf(guest.user().id())) {
            withEcho |= seat.room().name().equals(ECHO);
            if (!seat.who().equals(guest)) {
                peers.add(seat.profile());
            }
        }
        if (withEcho) {
            peers.add(store.read(
                    tables -> tables.accounts().profile(tables.accounts().get(echo.num()))));
        }
        return new CallApi.Peers(peers);
    }

    private synchronized List<EventBody.Profile> guestsOfEcho() {
        long now = clock.millis();
        return seats.values().stream()
                .filter(seat ->
                        seat.room().name().equals(ECHO) && now < seat.who().expiresAt())
                .map(Seat::profile)
                .toList();
    }

    /** All who sit where this guest sits. */
    private synchronized List<Seat> roomOf(UserId guest) {
        long now = clock.millis();
        Optional<ConversationId> number = seats.values().stream()
                .filter(seat -> seat.who().user().id().equals(guest))
                .map(seat -> seat.room().number())
                .findFirst();
        return seats.values().stream()
                .filter(seat -> number.filter(seat.room().number()::equals).isPresent()
                        && now < seat.who().expiresAt())
                .toList();
    }

    @Override
    public Optional<UserId> partner(ConversationId room, UserId me) {
        List<Seat> there = roomOf(me).stream()
                .filter(seat -> seat.room().number().equals(room))
                .toList();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        return there.getFirst().room().name().equals(ECHO)
                ? Optional.of(echo.id())
                : there.stream()
                        .map(seat -> seat.who().user().id())
                        .filter(user -> !user.equals(me))
                        .findFirst();
    }

    /** How many guests there are. */
    public synchronized int count() {
        return seats.size();
    }
}
