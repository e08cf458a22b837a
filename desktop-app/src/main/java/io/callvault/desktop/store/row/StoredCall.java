package io.callvault.desktop.store.row;

import io.callvault.model.id.ConversationId;
import io.callvault.model.message.Body;

/**
 * A call as this device knows it.
 *
 * @param person the other side's name at the time of reading; empty if not known
 * @param outgoing whether this account called
 * @param call how it went
 * @param mos estimated mean opinion score of the sound received here, 1.0 to 4.5; 0 if unknown
 * @param stars how this user found it, 1 to 5; 0 if not asked
 */
public record StoredCall(
        ConversationId conversation, String person, boolean outgoing, Body.Call call, double mos, int stars) {}
