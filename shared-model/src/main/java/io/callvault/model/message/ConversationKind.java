package io.callvault.model.message;

/** Two people, or a group with a title. */
public enum ConversationKind {
    DIRECT,
    GROUP
}
