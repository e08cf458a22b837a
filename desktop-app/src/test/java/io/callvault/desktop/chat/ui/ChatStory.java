package io.callvault.desktop.chat.ui;

import io.callvault.desktop.chat.ConversationRow;
import io.callvault.desktop.chat.FakeChatService;
import io.callvault.model.id.ConversationId;
import io.callvault.model.message.DeliveryState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/** The people and messages of the pictures. */
public final class ChatStory {
    public static final Instant NOW = Instant.parse("2026-11-20T14:40:00Z");

    private ChatStory() {}

    public static ChatTimes times() {
        return new ChatTimes(InstantSource.fixed(NOW), ZoneOffset.UTC);
    }

    public static FakeChatService empty() {
        return new FakeChatService(NOW.toEpochMilli());
    }

    /** Fills a service; the answer is the conversation with Anna. */
    public static ConversationId fill(FakeChatService chat) {
        old(chat, "2026-11-14T10:00:00Z", 9, "Human Resources", "Please sign the form", false, 0);
        old(chat, "2026-11-15T18:03:00Z", 8, "Tom Lee", "ok", true, 0);
        old(chat, "2026-11-15T19:00:00Z", 7, "יעל כהן", "שלום, מה נשמע?", true, 0);
        old(chat, "2026-11-16T09:00:00Z", 6, "Pavel Bure", "Call me when you can 🙏🏽", false, 0);
        old(chat, "2026-11-16T12:00:00Z", 5, "Call Vault News", "Version 1.4 is out 🎉", false, 128);
        old(chat, "2026-11-20T11:47:00Z", 4, "Lena Schmidt", "Thanks! Talk tomorrow", true, 0);
        old(chat, "2026-11-20T12:06:00Z", 3, "Family", "Mum: dinner at eight 🍝", false, 3);
        old(chat, "2026-11-20T13:54:00Z", 2, "Max Kerner", "Can you hear me now?", false, 1);
        group(chat);
        return anna(chat);
    }

    private static void old(
            FakeChatService chat, String time, int number, String name, String text, boolean mine, int unread) {
        chat.setNow(Instant.parse(time).toEpochMilli());
        ConversationId id = chat.direct(number, name);
        for (int i = 1; i < unread; i++) {
            chat.receive(id, chat.user(number), name, "…");
        }
        chat.setNow(Instant.parse(time).toEpochMilli());
        if (mine) {
            chat.mine(id, text, number == 7 ? DeliveryState.SENT : DeliveryState.READ);
        } else {
            chat.receive(id, chat.user(number), name, text);
            if (unread == 0) {
                chat.markRead(id, chat.conversation(id).lastSeq());
            }
        }
    }

    /** The answer is the group. */
    public static ConversationId group(FakeChatService chat) {
        chat.setNow(Instant.parse("2026-11-20T14:10:00Z").toEpochMilli());
        ConversationId team = chat.group(
                "Dev Team",
                List.of(
                        new ConversationRow.Member(chat.user(21), "igor", "Igor"),
                        new ConversationRow.Member(chat.user(22), "mina", "Mina Park"),
                        new ConversationRow.Member(chat.user(23), "yael", "יעל כהן")));
        chat.receive(team, chat.user(21), "Igor", "Morning all ☀️");
        chat.receive(
                team, chat.user(21), "Igor", "The nightly failed again on the Windows runner, I am looking into it.");
        chat.receive(team, chat.user(22), "Mina Park", "Was it the same test?");
        chat.mine(team, "I saw it once last week: the clock test, when the machine is busy.", DeliveryState.READ);
        chat.receive(team, chat.user(23), "יעל כהן", "תודה! אני בודקת את זה עכשיו (5 דקות).");
        chat.receive(team, chat.user(22), "Mina Park", "👍🏽");
        chat.mine(team, "👨‍👩‍👧‍👦🏳️‍🌈", DeliveryState.DELIVERED);
        chat.markRead(team, chat.conversation(team).lastSeq());
        chat.setNow(Instant.parse("2026-11-20T14:20:00Z").toEpochMilli());
        for (int i = 0; i < 11; i++) {
            chat.receive(team, chat.user(21), "Igor", "Run " + (i + 1) + " is through");
        }
        chat.receive(team, chat.user(21), "Igor", "build is green again");
        return team;
    }

    private static ConversationId anna(FakeChatService chat) {
        chat.setNow(Instant.parse("2026-11-19T17:20:00Z").toEpochMilli());
        ConversationId id = chat.direct(1, "Anna Markova");
        var anna = chat.user(1);
        chat.receive(id, anna, "Anna Markova", "Did you see the new version? The list opens at once now.");
        chat.mine(id, "Not yet, tomorrow.", DeliveryState.READ);
        chat.setNow(Instant.parse("2026-11-20T14:01:00Z").toEpochMilli());
        chat.receive(id, anna, "Anna Markova", "Hi! Are you testing the new build?");
        chat.setNow(Instant.parse("2026-11-20T14:05:00Z").toEpochMilli());
        chat.mine(
                id,
                "Yes, testing it right now. Startup is about one second on my old laptop, and search jumps straight to the message,"
                        + " even in the group with a million messages.",
                DeliveryState.READ);
        chat.setNow(Instant.parse("2026-11-20T14:07:00Z").toEpochMilli());
        chat.receive(id, anna, "Anna Markova", "Great 😀 and calls?");
        chat.receive(
                id,
                anna,
                "Anna Markova",
                "Mum says hello 👋🏽 from the office, she wants to see the pictures of the weekend.");
        chat.receive(id, anna, "Anna Markova", "🎉");
        chat.markRead(id, chat.conversation(id).lastSeq());
        chat.setNow(Instant.parse("2026-11-20T14:29:00Z").toEpochMilli());
        chat.mine(id, "View from the new office", DeliveryState.READ);
        chat.mine(id, "שלום אנה! (test) מה נשמע?", DeliveryState.DELIVERED);
        chat.setNow(Instant.parse("2026-11-20T14:32:00Z").toEpochMilli());
        chat.mine(id, "See you at five 🎉", DeliveryState.SENT);
        chat.presence(anna, true, 0);
        return id;
    }
}
