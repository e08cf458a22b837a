package io.callvault.desktop.app;

import io.callvault.desktop.call.CallLines;
import io.callvault.desktop.chat.ChatManager;
import io.callvault.desktop.store.StoreException;
import io.callvault.desktop.store.Tx;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the call room write into conversations without knowing the chat room. */
record ChatCallLines(ChatManager chat) implements CallLines {

    private static final Logger LOG = LoggerFactory.getLogger(ChatCallLines.class);

    @Override
    public boolean callEnded(Tx tx, ConversationId conversation, Body.Call call) throws StoreException {
        return chat.callEnded(tx, conversation, call);
    }

    @Override
    public void say(ConversationId conversation, String text) {
        chat.send(conversation, text).ifPresent(why -> LOG.warn("the text of a declined call was not sent: {}", why));
    }
}
