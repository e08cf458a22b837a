package io.callvault.desktop.chat;

import io.callvault.desktop.store.row.Content;
import io.callvault.desktop.store.row.SendFailure;
import io.callvault.desktop.store.row.SeqRange;
import io.callvault.desktop.store.row.StoredConversation;
import io.callvault.desktop.store.row.StoredMessage;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import io.callvault.model.message.ConversationKind;
import io.callvault.model.message.MessageOp;
import java.util.Optional;
import java.util.stream.Collectors;

/** From what is stored to what is shown. */
final class Rows {

    private static final int PREVIEW = 200;

    private static final String DELETED = "Message deleted";

    private Rows() {}

    /** Empty for what has a place but no bubble of its own: edits, reactions and the like. */
    static Optional<TimelineRow> row(StoredMessage message) {
        if (message.op() != MessageOp.NEW) {
            return Optional.empty();
        }
        return Optional.of(
                switch (message.content()) {
                    case Content.Said(Body body) ->
                        new TimelineRow.Message(
                                message.conversation(),
                                message.clientId(),
                                message.order(),
                                message.seq(),
                                message.sender(),
                                message.senderName(),
                                message.mine(),
                                message.timestampMs(),
                                body,
                                message.state(),
                                message.failure().map(Rows::failure),
                                new TimelineRow.Flags(
                                        message.changed().edited(),
                                        message.changed().deleted(),
                                        message.localOnly(),
                                        message.changed().pending(),
                                        message.changed().failure().map(Rows::failure)));
                    case Content.Unreadable(String _) ->
                        new TimelineRow.Unreadable(
                                message.conversation(), message.order(), message.sender(), message.timestampMs());
                });
    }

    private static TimelineRow.Failure failure(SendFailure failure) {
        return new TimelineRow.Failure(failure.reason(), failure.retryable());
    }

    static TimelineRow gap(ConversationId conversation, SeqRange range) {
        return new TimelineRow.Gap(conversation, range.from(), range.to());
    }

    static ConversationRow conversation(StoredConversation stored) {
        return new ConversationRow(
                stored.id(),
                stored.kind(),
                title(stored),
                stored.others().stream()
                        .map(p -> new ConversationRow.Member(p.id(), p.handle(), p.displayName()))
                        .toList(),
                stored.last().map(Rows::last),
                stored.unread(),
                stored.ownRead(),
                stored.lastSeq(),
                stored.draft(),
                stored.activityMs());
    }

    private static String title(StoredConversation stored) {
        if (stored.kind() == ConversationKind.GROUP && !stored.title().isBlank()) {
            return stored.title();
        }
        return stored.others().stream()
                .map(StoredConversation.Person::displayName)
                .collect(Collectors.joining(", "));
    }

    private static ConversationRow.Last last(StoredMessage message) {
        return new ConversationRow.Last(
                message.mine(),
                message.senderName(),
                message.changed().deleted() ? DELETED : preview(message.content(), message.mine()),
                message.timestampMs(),
                message.state(),
                message.failure().isPresent());
    }

    /** One line of at most {@link #PREVIEW} UTF-16 units that never ends within a surrogate pair. */
    static String preview(Content content, boolean mine) {
        String text = switch (content) {
            case Content.Said(Body.Text(String said)) -> said;
            case Content.Said(Body.Edit(ClientMessageId _, String said)) -> said;
            case Content.Said(Body.Delete _) -> DELETED;
            case Content.Said(Body.Call call) -> CallWords.of(call, mine);
            case Content.Said(Body.Unknown _) -> "Message from a newer version";
            case Content.Unreadable _ -> "Message that could not be read";
        };
        String line = text.substring(0, Math.min(text.length(), 2 * PREVIEW))
                .replaceAll("\\s+", " ")
                .strip();
        if (line.length() <= PREVIEW) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(PREVIEW - 1)) ? PREVIEW - 1 : PREVIEW;
        return line.substring(0, end);
    }
}
