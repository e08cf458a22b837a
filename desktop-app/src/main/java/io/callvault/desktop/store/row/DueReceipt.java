package io.callvault.desktop.store.row;

import io.callvault.model.id.ConversationId;

/** Own watermarks of a conversation that the server does not know yet. */
public record DueReceipt(ConversationId conversation, long deliveredSeq, long readSeq) {}
