package io.callvault.desktop.call;

import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;

/** Writes into conversations, for calls: so that this room need not know the chat. */
public interface CallLines {

    /** Queues the line of a call, once, in a transaction of the caller; false if nobody is signed in. */
    boolean callEnded(Tx tx, ConversationId conversation, Body.Call call) throws StoreException;

    /** Sends a text. */
    void say(ConversationId conversation, String text);
}
