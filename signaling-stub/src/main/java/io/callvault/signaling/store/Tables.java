package io.callvault.signaling.store;

/** Every table over one connection: what a command or a query works with. Used only inside {@link Store}'s threads. */
public record Tables(
        AccountTable accounts,
        SessionTable sessions,
        ContactTable contacts,
        ConversationTable conversations,
        MessageTable messages,
        EventTable events,
        DeadLetterTable deadLetters,
        NonceTable nonces,
        CallTable calls,
        MetaTable meta) {

    /** Something to do with the tables; refuses before it writes. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Tables tables) throws RefusedException;
    }

    static Tables over(Sql sql, TableContext context) {
        AccountTable accounts = new AccountTable(sql);
        MessageTable messages = new MessageTable(sql);
        DeadLetterTable deadLetters = new DeadLetterTable(sql);
        return new Tables(
                accounts,
                new SessionTable(sql),
                new ContactTable(sql),
                new ConversationTable(sql, accounts, context),
                messages,
                new EventTable(sql, messages, deadLetters, context),
                deadLetters,
                new NonceTable(sql),
                new CallTable(sql),
                new MetaTable(sql));
    }
}
