package io.callvault.desktop.chat.ui;

import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;

/** Node ids of the chat screens: a promise to outside test suites (docs/ui-test-ids.md). */
public final class ChatIds {
    public static final String SCREEN = "chat-screen";
    public static final String SEARCH = "conversation-search";
    public static final String NEW_CHAT = "new-chat-button";
    public static final String LIST = "conversation-list";
    public static final String NO_CONVERSATIONS = "no-conversations";
    public static final String ADD_FIRST_CONTACT = "add-first-contact-button";
    public static final String NOTHING_SELECTED = "nothing-selected";
    public static final String TITLE = "chat-title";
    public static final String SUBTITLE = "chat-subtitle";
    public static final String TIMELINE = "timeline";
    public static final String UNREAD_LINE = "unread-line";
    public static final String JUMP = "jump-to-newest";
    public static final String COMPOSER = "composer-input";
    public static final String COMPOSER_PROBLEM = "composer-problem";
    public static final String SEND = "send-button";
    public static final String MENU_REASON = "message-menu-reason";
    public static final String MENU_RETRY = "message-menu-retry";
    public static final String MENU_DISCARD = "message-menu-discard";
    public static final String MENU_COPY = "message-menu-copy";
    public static final String MENU_EDIT = "message-menu-edit";
    public static final String MENU_DELETE = "message-menu-delete";
    public static final String EDIT_BAR = "edit-bar";
    public static final String EDIT_CANCEL = "edit-cancel";

    private ChatIds() {}

    /** The row of a conversation in the list. */
    public static String conversation(ConversationId id) {
        return "conversation-" + id;
    }

    /** The count of unread messages in a conversation's row. */
    public static String unread(ConversationId id) {
        return "conversation-unread-" + id;
    }

    /** The row of a message in the timeline; there only while it is in view. */
    public static String message(ClientMessageId id) {
        return "message-" + id;
    }

    /** What is clicked in a call's line, to call back. */
    public static String callLine(ClientMessageId id) {
        return "call-line-" + id;
    }

    /** Below the bubble of a message that was not sent or changed: why. */
    public static String reason(ClientMessageId id) {
        return "message-reason-" + id;
    }

    /** In place of messages that are missing from here on. */
    public static String gap(long fromSeq) {
        return "gap-" + fromSeq;
    }

    /** The gap's button. */
    public static String gapRetry(long fromSeq) {
        return "gap-retry-" + fromSeq;
    }

    /** In place of a message that cannot be read. */
    public static String unreadable(long seq) {
        return "unreadable-" + seq;
    }

    /** The red mark of a message that was not sent. */
    public static String failedMark(ClientMessageId id) {
        return "message-failed-" + id;
    }
}
