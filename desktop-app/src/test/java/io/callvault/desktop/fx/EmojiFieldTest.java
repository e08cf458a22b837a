package io.callvault.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiFieldTest {
    private static final String FAMILY = "👨\u200D👩\u200D👧\u200D👦";
    private static final int MOST = 8_000;

    private final AtomicInteger refused = new AtomicInteger();
    private EmojiField field;
    private Stage stage;

    @BeforeEach
    void open() {
        field = FxHarness.get(() -> new EmojiField("Message", "Write…", MOST));
        stage = FxHarness.show(() -> new VBox(field), 400, 400, Theme.Choice.LIGHT);
        FxHarness.run(() -> {
            field.setId("field");
            field.setOnTooLong(refused::incrementAndGet);
        });
    }

    @AfterEach
    void close() {
        FxHarness.close(stage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n\nb\n",
                FAMILY,
                "🇺🇦🇩🇪 👍🏽x👍❤️ 1️⃣",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F\n👩🏽\u200D💻",
                "© 1 \uFFFC 𝒳 שלום 😀"
            })
    void whatGoesInComesOutHoweverItWasEntered(String text) {
        FxHarness.run(() -> field.textProperty().set(text));
        assertThat(FxHarness.get(() -> field.editor().plainText())).isEqualTo(text);
        FxHarness.run(() -> field.textProperty().set(""));
        FxHarness.type(stage, "field", text.replace("\n", ""));
        assertThat(text()).isEqualTo(text.replace("\n", ""));
        FxHarness.run(() -> field.textProperty().set(""));
        paste(text);
        assertThat(text()).isEqualTo(text);
        FxHarness.pulse();
    }

    @Test
    void anEmojiIsOneStepOfTheCaretAndOneDeletion() {
        FxHarness.type(stage, "field", "a" + FAMILY + "b👍");
        FxHarness.type(stage, "field", "🏽");
        assertThat(length()).isEqualTo(4);
        FxHarness.press(stage, "field", KeyCode.BACK_SPACE);
        assertThat(text()).isEqualTo("a" + FAMILY + "b");
        FxHarness.press(stage, "field", KeyCode.LEFT);
        FxHarness.press(stage, "field", KeyCode.BACK_SPACE);
        assertThat(text()).isEqualTo("ab");
        FxHarness.type(stage, "field", "🎉");
        assertThat(text()).isEqualTo("a🎉b");
        FxHarness.pressShift(stage, "field", KeyCode.LEFT);
        FxHarness.type(stage, "field", "c");
        assertThat(text()).isEqualTo("acb");
    }

    @Test
    void editsAreUndoneAndDoneAgainButNotBeyondATextThatWasSet() {
        FxHarness.run(() -> field.textProperty().set("draft 😀"));
        FxHarness.type(stage, "field", "🇺");
        FxHarness.type(stage, "field", "🇦");
        assertThat(text()).isEqualTo("draft 😀🇺🇦");
        FxHarness.run(() -> {
            while (field.editor().isUndoAvailable()) {
                field.editor().undo();
            }
        });
        assertThat(text()).isEqualTo("draft 😀");
        FxHarness.run(() -> {
            while (field.editor().isRedoAvailable()) {
                field.editor().redo();
            }
        });
        assertThat(text()).isEqualTo("draft 😀🇺🇦");
        assertThat(length()).isEqualTo(8);
    }

    @Test
    void theClipboardHoldsPlainText() {
        FxHarness.run(() -> {
            field.textProperty().set("one " + FAMILY + " two");
            field.editor().selectRange(4, 6);
            field.editor().cut();
        });
        assertThat(FxHarness.get(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo(FAMILY + " ");
        assertThat(text()).isEqualTo("one two");
        FxHarness.run(() -> field.editor().paste());
        assertThat(text()).isEqualTo("one " + FAMILY + " two");
    }

    @Test
    void whatIsFarTooLongIsRefusedAtOnceAndWhatJustFitsIsTaken() {
        FxHarness.type(stage, "field", "kept");
        long before = System.nanoTime();
        paste("word ".repeat(20_000));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(text()).isEqualTo("kept");
        assertThat(refused).hasValue(1);
        paste("wörd😀 ".repeat(1000).substring(0, 6000) + "\n".repeat(1996));
        assertThat(text()).hasSize(MOST);
        FxHarness.pulse();
        FxHarness.type(stage, "field", "x");
        assertThat(text()).hasSize(MOST);
        assertThat(refused).hasValue(2);
        FxHarness.press(stage, "field", KeyCode.BACK_SPACE);
        assertThat(text()).hasSize(MOST - 1);
    }

    /** JavaFX throws from the layout pass when it wraps such text: {@link #close} would fail. */
    @ParameterizedTest
    @ValueSource(strings = {"שלום אנה מה נשמע ", "hello שלום there 😀 ", "مرحبا كيف حالك "})
    void longRightToLeftTextIsTypedSetPastedUndoneAndResized(String words) {
        for (int i = 0; i < 12; i++) {
            FxHarness.type(stage, "field", words);
            FxHarness.pulse();
        }
        assertThat(text()).isEqualTo(words.repeat(12));
        FxHarness.run(() -> stage.setWidth(250));
        FxHarness.pulse();
        FxHarness.run(() -> field.textProperty().set("long plain words ".repeat(20)));
        FxHarness.pulse();
        paste(words.repeat(20));
        FxHarness.pulse();
        FxHarness.run(() -> field.editor().undo());
        FxHarness.pulse();
        FxHarness.run(() -> field.editor().redo());
        FxHarness.pulse();
        FxHarness.run(() -> field.textProperty().set(words.repeat(30)));
        FxHarness.pulse();
        assertThat(text()).isEqualTo(words.repeat(30));
    }

    /** As the mouse does when it moves between a key and the next layout; see {@link LineBreaker}. */
    @Test
    void boundsMayBeAskedForBeforeTheLayoutWhenTheDirectionTurns() {
        for (String text : java.util.List.of(
                "long plain words, (really) not one line! ".repeat(4),
                "שלום אנה! (test) מה נשמע? 🎉 ".repeat(4),
                "a\nlong plain words 😀, not one line! ".repeat(4),
                "hello שלום there and many more words 😀 ".repeat(4),
                "long plain words, not one line! ".repeat(4))) {
            FxHarness.run(() -> {
                field.textProperty().set(text);
                askEverywhere(field);
                field.editor().insertText(0, "ש, ");
                askEverywhere(field);
            });
            FxHarness.pulse();
            FxHarness.run(() -> {
                field.editor().undo();
                askEverywhere(field);
            });
            FxHarness.pulse();
            assertThat(text()).isEqualTo(text);
        }
    }

    private static void askEverywhere(javafx.scene.Node node) {
        node.getBoundsInParent();
        if (node instanceof javafx.scene.Parent parent) {
            parent.getChildrenUnmodifiable().forEach(EmojiFieldTest::askEverywhere);
        }
    }

    @Test
    void growsToEightLinesAndShrinksAgain() {
        double one = height("");
        double line = height("a\nb") - one;
        assertThat(height("one 😀")).isBetween(one, one + 3);
        assertThat(line).isBetween(14.0, 22.0);
        assertThat(height("long plain words ".repeat(8))).isGreaterThan(one + line);
        double eight = height("a\nb\nc\nd\ne\nf\ng\nh");
        assertThat(eight).isGreaterThan(one + 6 * line);
        assertThat(height("a\n".repeat(100))).isEqualTo(eight);
        assertThat(height("")).isEqualTo(one);
    }

    @Test
    void anInputMethodComposesAndCommits() {
        FxHarness.type(stage, "field", "😀a");
        compose("ni", "");
        compose("nihao😀", "");
        compose("", "你好🎉");
        assertThat(text()).isEqualTo("😀a你好🎉");
        FxHarness.type(stage, "field", "!");
        assertThat(text()).isEqualTo("😀a你好🎉!");
    }

    private void compose(String composed, String committed) {
        FxHarness.run(() -> field.editor()
                .fireEvent(new InputMethodEvent(
                        InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                        composed.isEmpty()
                                ? java.util.List.of()
                                : java.util.List.of(
                                        new InputMethodTextRun(composed, InputMethodHighlight.UNSELECTED_RAW)),
                        committed,
                        0)));
        FxHarness.pulse();
    }

    private void paste(String text) {
        FxHarness.run(() -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            field.editor().paste();
        });
    }

    private double height(String text) {
        FxHarness.run(() -> field.textProperty().set(text));
        FxHarness.pulse();
        return FxHarness.get(field::getHeight);
    }

    private String text() {
        return FxHarness.get(() -> field.textProperty().get());
    }

    private int length() {
        return FxHarness.get(() -> field.editor().getLength());
    }
}
