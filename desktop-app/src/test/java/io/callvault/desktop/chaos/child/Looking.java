package io.callvault.desktop.chaos.child;

import io.callvault.desktop.app.ClientCore;
import io.callvault.desktop.chaos.oracle.Dump;
import io.callvault.desktop.chat.ChatService;
import io.callvault.desktop.link.ApiCall;
import io.callvault.desktop.link.ApiClient;
import io.callvault.desktop.link.ApiResult;
import io.callvault.desktop.link.NetworkSwitch;
import io.callvault.desktop.link.ServerAddress;
import io.callvault.desktop.link.SignedInApi;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.row.SeqRange;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.desktop.sync.EnvelopeFold;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.wire.EventBody;
import io.callvault.model.wire.Json;
import io.callvault.model.wire.SyncApi;
import io.callvault.model.wire.WireException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands on this device, and what the server says when asked directly. */
final class Looking {

    private static final int PAGE = 200;
    private static final int CHUNK = 2_000;

    private final ClientCore core;
    private final SignedInApi api;
    private final IdGenerator ids;

    Looking(ClientCore core, URI server) {
        this.core = core;
        SecureRandom random = new SecureRandom();
        this.ids = new IdGenerator(core.clock(), random);
        this.api =
                new ApiClient(new ServerAddress(server), new NetworkSwitch(), core.clock(), random).as(core.session());
    }

    /** One line: link, outbox rows, how many of them failed, receipts due, cursor, and each conversation's end and holes. */
    String status() throws StoreException {
        return core.store().read(tx -> {
            StringBuilder line = new StringBuilder();
            long failed = 0;
            StringBuilder rooms = new StringBuilder();
            for (StoredConversation room : tx.conversations().list()) {
                long last = room.lastSeq();
                List<SeqRange> holes = last == 0 ? List.of() : tx.messages().gaps(room.id(), 1, last, CHUNK);
                long missing = holes.stream()
                        .mapToLong(hole -> hole.to() - hole.from() + 1)
                        .sum();
                rooms.append(' ')
                        .append(room.id())
                        .append('=')
                        .append(last)
                        .append('/')
                        .append(missing);
                failed += tx.messages().after(room.id(), StoredMessage.PENDING_BASE, CHUNK).stream()
                        .filter(row -> row.failure().isPresent())
                        .count();
            }
            return line.append(core.link().status())
                    .append(' ')
                    .append(tx.outbox().size())
                    .append(' ')
                    .append(failed)
                    .append(' ')
                    .append(tx.receipts().due(CHUNK).size())
                    .append(' ')
                    .append(tx.cursor().get().map(c -> c.ev()).orElse(0L))
                    .append(rooms)
                    .toString();
        });
    }

    /** Scrolls every conversation to its first message, so that all of it is on this device. */
    String scroll() throws StoreException {
        List<StoredConversation> rooms =
                core.store().read(tx -> tx.conversations().list());
        for (StoredConversation room : rooms) {
            ChatService.Page page = ClientChild.done(core.chat().latest(room.id(), PAGE));
            while (!page.atStart() && !page.rows().isEmpty()) {
                long top = page.rows().getFirst().order();
                page = ClientChild.done(core.chat().before(room.id(), top, PAGE));
            }
        }
        return "done";
    }

    /** Writes a {@link Dump} of this device. */
    String dump(Path file) throws StoreException, IOException {
        Dump dump = core.store().read(tx -> {
            List<Dump.Room> rooms = new ArrayList<>();
            for (StoredConversation room : tx.conversations().list()) {
                List<Dump.Row> rows = new ArrayList<>();
                List<StoredMessage> part = tx.messages().after(room.id(), 0, CHUNK);
                while (!part.isEmpty()) {
                    part.forEach(row -> rows.add(DumpRows.of(row)));
                    part = tx.messages().after(room.id(), part.getLast().order(), CHUNK);
                }
                List<Dump.Mark> marks = List.of(
                        new Dump.Mark("own", room.ownDelivered(), room.ownRead()),
                        new Dump.Mark("peers", room.peersDelivered(), room.peersRead()));
                String digest = tx.messages().digest(room.id()).sha256();
                rooms.add(new Dump.Room(room.id().toString(), room.lastSeq(), marks, digest, rows));
            }
            return new Dump("", rooms, tx.deadLetters().list(CHUNK).size());
        });
        Files.writeString(file, Json.write(dump));
        return "done";
    }

    /** Writes a {@link Dump} of what the server has for this person. */
    String pages(Path file) throws IOException, MalformedEnvelopeException, WireException {
        SyncApi.Snapshot snapshot = ok(ApiCall.get("/api/conversations/sync?since=0", SyncApi.Snapshot.class));
        List<Dump.Room> rooms = new ArrayList<>();
        for (EventBody.Conversation room : snapshot.conversations()) {
            List<EventBody.MessageStored> messages = new ArrayList<>();
            long since = 0;
            boolean more = true;
            while (more) {
                SyncApi.MessagePage page = ok(ApiCall.get(
                        "/api/messages/sync?conversation_id=" + room.conversationId() + "&since_seq=" + since
                                + "&limit=" + PAGE,
                        SyncApi.MessagePage.class));
                for (EventBody.MessageStored stored : page.messages()) {
                    messages.add(stored);
                    since = stored.seq();
                }
                more = page.hasMore() && !page.messages().isEmpty();
            }
            List<Dump.Mark> marks = room.watermarks().stream()
                    .map(mark -> new Dump.Mark(mark.userId().toString(), mark.deliveredSeq(), mark.readSeq()))
                    .toList();
            rooms.add(new Dump.Room(
                    room.conversationId().toString(),
                    room.lastSeq(),
                    marks,
                    EnvelopeFold.digest(messages).sha256(),
                    DumpRows.of(messages)));
        }
        Files.writeString(file, Json.write(new Dump("server", rooms, 0)));
        return "done";
    }

    String createGroup(String title, List<UserId> members) {
        SyncApi.CreateConversation body =
                new SyncApi.CreateConversation(ids.conversationId(), ConversationKind.GROUP, title, members);
        return ok(ApiCall.post("/api/conversations", body, EventBody.Conversation.class))
                .conversationId()
                .toString();
    }

    private <T> T ok(ApiCall<T> call) {
        return switch (ClientChild.done(api.call(call))) {
            case ApiResult.Ok<T>(T value) -> value;
            case ApiResult.Problem<T> problem -> throw new IllegalStateException(problem.toString());
            case ApiResult.Unreachable<T>(String why) -> throw new IllegalStateException(why);
        };
    }
}
