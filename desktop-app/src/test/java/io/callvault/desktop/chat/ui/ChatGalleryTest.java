package io.callvault.desktop.chat.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.chat.FakeChatService;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.FxThread;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.link.FakeLinkMonitor;
import io.callvault.desktop.link.LinkStatus;
import io.callvault.model.id.ConversationId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.stage.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of the chat screens for the eye, in {@code target/gallery}. */
class ChatGalleryTest {
    private static final Path GALLERY = Path.of("target", "gallery");

    private final FakeChatService chat = ChatStory.empty();
    private final FakeLinkMonitor link = new FakeLinkMonitor();
    private final FxThread ui = new FxThread();

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void pictures(Theme.Choice look) throws Exception {
        ConversationId anna = ChatStory.fill(chat);
        var model = FxHarness.get(() -> new ChatViewModel(chat, link, ui, ChatStory.times()));
        Stage stage = FxHarness.show(() -> new ChatView(model, ui, () -> {}), 1000, 760, look);
        picture(stage, "nothing-selected", look);
        FxHarness.run(() -> {
            model.activeProperty().set(true);
            model.select(anna);
        });
        picture(stage, "chat", look);
        FxHarness.run(() -> {
            chat.typing(anna, List.of("Anna Markova"));
            link.set(LinkStatus.OFFLINE);
        });
        FxHarness.type(stage, ChatIds.COMPOSER, "This waits for the network");
        FxHarness.press(stage, ChatIds.COMPOSER, javafx.scene.input.KeyCode.ENTER);
        FxHarness.type(
                stage,
                ChatIds.COMPOSER,
                "and this is a longer draft that breaks over two lines because it does not fit into one, really not");
        picture(stage, "offline", look);
        FxHarness.run(() -> {
            link.set(LinkStatus.ONLINE);
            var row = (io.callvault.desktop.chat.TimelineRow.Message)
                    chat.rows(anna).getLast();
            chat.fail(anna, row.id(), "The server refused this message: it is too long. Shorten it and send it again.");
        });
        picture(stage, "failed", look);
        FxHarness.run(() -> model.select(chat.conversations().toCompletableFuture().join().stream()
                .filter(row -> row.title().equals("Dev Team"))
                .findFirst()
                .orElseThrow()
                .id()));
        picture(stage, "group", look);
        FxHarness.close(stage);
    }

    private static void picture(Stage stage, String name, Theme.Choice look) throws Exception {
        FxHarness.pulses(4);
        Path file = FxHarness.picture(stage, GALLERY.resolve(name + "-" + look + ".png"), 1.5);
        assertThat(Files.size(file)).isGreaterThan(20_000);
    }
}
