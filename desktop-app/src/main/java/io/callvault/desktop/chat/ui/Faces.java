package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ConversationRow;
import io.callvault.model.message.ConversationKind;

/** Whose colours an avatar has. */
final class Faces {
    private Faces() {}

    /** The other person's in a conversation of two, so that they are the same in the contact list; a group has its own. */
    static String of(ConversationRow row) {
        return row.kind() == ConversationKind.DIRECT && !row.members().isEmpty()
                ? row.members().getFirst().id().toString()
                : row.id().toString();
    }
}
