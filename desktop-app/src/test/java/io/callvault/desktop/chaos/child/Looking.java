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
import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.SeqRange;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.crypto.Digests;
import io.callvault.model.crypto.Envelope;
import io.callvault.model.crypto.EnvelopeCodec;
import io.callvault.model.crypto.MalformedEnvelopeException;
import io.callvault.model.id.IdGenerator;
import io.callvault.model.id.UserId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.MessageOp;
import io.callvault.model.wire.BodyCodec;
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
import java.util.HexFormat;
import java.util.List;

/** Reads what stands on this device, and what the server says when asked directly. */
final class Looking {

    private static final int PAGE = 200;
    private static final int CHUNK = 2_000;
    private static final int DIGEST = 8;

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
                    part.forEach(row -> rows.add(row(row)));
                    part = tx.messages().after(room.id(), part.getLast().order(), CHUNK);
                }
                List<Dump.Mark> marks = List.of(
                        new Dump.Mark("own", room.ownDelivered(), room.ownRead()),
                        new Dump.Mark("peers", room.peersDelivered(), room.peersRead()));
                rooms.add(new Dump.Room(room.id().toString(), room.lastSeq(), marks, rows));
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
            List<Dump.Row> rows = new ArrayList<>();
            long since = 0;
            boolean more = true;
            while (more) {
                SyncApi.MessagePage page = ok(ApiCall.get(
                        "/api/messages/sync?conversation_id=" + room.conversationId() + "&since_seq=" + since
                                + "&limit=" + PAGE,
                        SyncApi.MessagePage.class));
                for (EventBody.MessageStored stored : page.messages()) {
                    rows.add(row(stored));
                    since = stored.seq();
                }
                more = page.hasMore() && !page.messages().isEmpty();
            }
            List<Dump.Mark> marks = room.watermarks().stream()
                    .map(mark -> new Dump.Mark(mark.userId().toString(), mark.deliveredSeq(), mark.readSeq()))
                    .toList();
            rooms.add(new Dump.Room(room.conversationId().toString(), room.lastSeq(), marks, rows));
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

    private static Dump.Row row(StoredMessage row) {
        Dump.Standing standing = row.failure().isPresent()
                ? Dump.Standing.FAILED
                : row.pending()
                        ? row.localOnly() ? Dump.Standing.LOCAL_ONLY : Dump.Standing.QUEUED
                        : row.content() instanceof Content.Unreadable ? Dump.Standing.UNREADABLE : Dump.Standing.STORED;
        String shown = row.content() instanceof Content.Said(Body body) ? shown(body) : "?";
        String id = row.messageId().map(Object::toString).orElse("-");
        return new Dump.Row(
                row.seq(),
                Telling.nameOf(row).orElse(""),
                identity(id, row.clientId().toString(), row.sender(), row.op(), row.refSeq(), shown),
                standing);
    }

    private static Dump.Row row(EventBody.MessageStored stored) throws MalformedEnvelopeException, WireException {
        Envelope envelope = EnvelopeCodec.parse(stored.envelope());
        Envelope.Header header = envelope.header();
        Body body = BodyCodec.decode(envelope.body().toArray());
        String name = header.op() == MessageOp.NEW && body instanceof Body.Text(String text)
                ? Texts.nameOf(text).orElse("")
                : "";
        return new Dump.Row(
                stored.seq(),
                name,
                identity(
                        stored.messageId().toString(),
                        header.messageId().toString(),
                        stored.senderId(),
                        header.op(),
                        header.refSeq(),
                        shown(body)),
                Dump.Standing.STORED);
    }

    private static String shown(Body body) {
        byte[] digest = Digests.sha256(BodyCodec.encode(body));
        return HexFormat.of().formatHex(digest, 0, DIGEST);
    }

    private static String identity(String id, String clientId, UserId sender, MessageOp op, long refSeq, String shown) {
        return String.join("|", id, clientId, sender.toString(), op.name(), Long.toString(refSeq), shown);
    }
}
