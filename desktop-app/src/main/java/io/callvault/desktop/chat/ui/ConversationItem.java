package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ConversationRow;
import io.callvault.desktop.fx.StatusMark;
import io.callvault.model.message.ConversationKind;
import java.util.Locale;
import java.util.Optional;

/**
 * A row of the conversation list, ready to draw.
 *
 * @param typing who types now, as words; empty if nobody does
 * @param online whether the other person is there (two-person conversations)
 * @param time of the last message, already formatted
 */
record ConversationItem(ConversationRow row, String typing, boolean online, String time) {
    Optional<StatusMark> mark() {
        return row.last()
                .filter(ConversationRow.Last::mine)
                .map(last -> last.failed() ? StatusMark.FAILED : Marks.of(last.state()));
    }

    boolean hasDraft() {
        return !row.draft().isBlank();
    }

    /** The line below the name. */
    String preview() {
        if (!typing.isEmpty()) {
            return typing;
        }
        if (hasDraft()) {
            return "Draft: " + row.draft();
        }
        return row.last().map(this::words).orElse("No messages yet");
    }

    private String words(ConversationRow.Last last) {
        boolean group = row.kind() == ConversationKind.GROUP;
        String who = last.mine() ? "You: " : last.senderName() + ": ";
        return (group ? who : "") + last.preview();
    }

    boolean matches(String filter) {
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        return row.title().toLowerCase(Locale.ROOT).contains(wanted)
                || row.members().stream()
                        .anyMatch(member -> member.handle()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(wanted)
                                || member.displayName().toLowerCase(Locale.ROOT).contains(wanted));
    }
}
