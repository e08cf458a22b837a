package io.callvault.desktop.app.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.callvault.desktop.app.TestWindow;
import io.callvault.desktop.fx.FxHarness;
import io.callvault.desktop.fx.Theme;
import io.callvault.desktop.pages.ConversationListPage;
import io.callvault.model.id.ConversationId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What counts as painted. */
class FirstPaintTest {

    @Test
    void aConversationIsPaintedWhenItsBubblesStandAndNotBefore() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            CompletableFuture<FirstPaint.Seen> seen = watch(window, true);
            FxHarness.pulses(6);
            assertThat(seen).as("a window without bubbles").isNotDone();

            FxHarness.run(() -> {
                ConversationId anna = window.chat.direct(1, "Anna Markova");
                window.chat.receive(anna, window.chat.user(1), "Anna Markova", "hello");
                window.chat.setAnswering(false);
            });
            new ConversationListPage(window.stage()).open("Anna Markova");
            FxHarness.pulses(6);
            assertThat(seen).as("an open conversation whose page is still read").isNotDone();

            long before = System.currentTimeMillis();
            FxHarness.run(() -> window.chat.setAnswering(true));
            FxHarness.waitFor("it is painted", seen::isDone);
            assertThat(seen.join().content()).isEqualTo(FirstPaint.Content.CONVERSATION);
            assertThat(seen.join().rows()).isGreaterThanOrEqualTo(1);
            assertThat(seen.join().epochMs()).isBetween(before, System.currentTimeMillis());
        }
    }

    @Test
    void whereNoConversationOpensTheScreenItselfIsTheContent() {
        try (var window = TestWindow.home(Theme.Choice.LIGHT)) {
            CompletableFuture<FirstPaint.Seen> seen = watch(window, false);
            FxHarness.waitFor("it is painted", seen::isDone);
            assertThat(seen.join().content()).isEqualTo(FirstPaint.Content.HOME);
        }
        try (var window = TestWindow.welcome(Theme.Choice.LIGHT)) {
            CompletableFuture<FirstPaint.Seen> seen = watch(window, false);
            FxHarness.waitFor("it is painted", seen::isDone);
            assertThat(seen.join().content()).isEqualTo(FirstPaint.Content.WELCOME);
        }
    }

    private static CompletableFuture<FirstPaint.Seen> watch(TestWindow window, boolean conversation) {
        return FxHarness.get(() -> FirstPaint.of(window.stage().getScene(), conversation));
    }
}
