package io.callvault.desktop.bench;

import io.callvault.desktop.e2e.TestClient;
import io.callvault.desktop.settings.LastConversation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A profile as somebody left it who chats: signed in, one conversation of 30 messages with text and emoji from both sides, all read,
 * open when the app was closed. Made by real clients over a real backend; afterwards neither is needed.
 */
final class ChatProfile {

    static final int MESSAGES = 30;

    private static final List<String> TEXTS = List.of(
            "Are you on the 8:40 train? 🚆",
            "Almost. The doors closed in front of me 😅",
            "Then take the next one, we wait with the coffee ☕",
            "I have the drawings with me. The second one is new: it shows how the stairs meet the terrace, and why the old railing"
                    + " cannot stay where it is.",
            "👍🏽",
            "שלום, see you at ten");

    private ChatProfile() {}

    /** Makes it in {@code folder/profile}. */
    static Path make(Path folder) throws Exception {
        Path profile = folder.resolve("profile");
        try (Backend backend = Backend.start(folder);
                TestClient ann = new TestClient(profile, backend.uri());
                TestClient ben = new TestClient(folder.resolve("ben"), backend.uri())) {
            ann.signUp("ann");
            ben.signUp("ben");
            ann.befriend(ben);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                texts.add(i + " " + TEXTS.get(i % TEXTS.size()));
                if (i % 2 == 0) {
                    ben.write("ann", texts.getLast());
                } else {
                    ann.write("ben", texts.getLast());
                }
                ann.shows("ben", texts);
                ben.shows("ann", texts);
            }
            ann.readAll("ben");
            var open = Optional.of(ann.with("ben"));
            LastConversation.of(ann.core().store()).opened(open.orElseThrow());
            ann.until(() -> LastConversation.of(ann.core().store()).id().equals(open)
                    && ann.conversation("ben").orElseThrow().unread() == 0);
        }
        return profile;
    }
}
