package io.callvault.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.Dimension2D;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "👨\u200D👩\u200D👧\u200D👦",
                "🇺🇦",
                "👍🏽",
                "❤️",
                "🏳️\u200D🌈",
                "👩🏽\u200D💻",
                "1️⃣",
                "🎉",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F"
            })
    void aSequenceIsOneEmojiWithAPicture(String emoji) {
        List<EmojiText.Part> parts = EmojiText.split("a" + emoji + "b");
        assertThat(parts).hasSize(3);
        assertThat(parts.get(1)).isInstanceOf(EmojiText.Emoji.class);
        assertThat(FxHarness.get(() -> EmojiNodes.picture((EmojiText.Emoji) parts.get(1), 20)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "© 2026 ™ 1 # *", "שלום, מה נשמע?", "Ünï → ✓"})
    void wordsStayWords(String text) {
        assertThat(EmojiText.split(text)).noneMatch(EmojiText.Emoji.class::isInstance);
    }

    @Test
    void partsJoinToTheText() {
        String text = "Great 😀 and 👍🏽🎉 calls? ©";
        assertThat(EmojiText.split(text).stream().map(EmojiText.Part::text))
                .containsExactly("Great ", "😀", " and ", "👍🏽", "🎉", " calls? ©");
    }

    @ParameterizedTest
    @CsvSource({
        "❤\uFE0E,0",
        "☎,1",
        "©\uFE0F,1",
        "1\uFE0F\u20E3,1",
        "1\u20E3,1",
        "👍👍🏽,2",
        "🇺🇦🇩🇪,2",
        "😀\u200D😀,2",
        "🏽,1"
    })
    void countsEmoji(String text, int count) {
        List<EmojiText.Part> parts = EmojiText.split(text);
        assertThat(parts).filteredOn(EmojiText.Emoji.class::isInstance).hasSize(count);
        assertThat(parts.stream().map(EmojiText.Part::text).collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"😀,true", "😀 🎉 👍🏽,true", "😀😀😀😀,false", "ok 😀,false", "ok,false"})
    void onlyFewEmojiAloneAreBig(String text, boolean big) {
        assertThat(EmojiText.isBig(EmojiText.split(text))).isEqualTo(big);
    }

    @ParameterizedTest
    @CsvSource({"hello,false", "שלום,true", "'שלום test',true", "test שלום,false", "123 مرحبا,true", "12:30,false"})
    void directionIsThatOfTheFirstLetter(String text, boolean rightToLeft) {
        assertThat(TextDirection.isRightToLeft(text)).isEqualTo(rightToLeft);
    }

    @ParameterizedTest
    @CsvSource({"Anna Markova,AM", "anna,AN", "' ',?", "Dev-Team 7,DT", "😀,😀", "יעל כהן,יכ"})
    void initials(String name, String letters) {
        assertThat(Avatar.initials(name)).isEqualTo(letters);
    }

    @Test
    void manyPostsFromManyThreadsAreFewHopsInOrder() throws InterruptedException {
        FxHarness.start();
        var bridge = new FxThread();
        var seen = new CopyOnWriteArrayList<Integer>();
        var gate = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var failures = new CopyOnWriteArrayList<Throwable>();
        FxThreadTestSupport.catchUncaught(failures::add, () -> {
            bridge.execute(() -> awaitQuietly(gate));
            IntStream.range(0, 1000).forEach(i -> bridge.execute(() -> seen.add(i)));
            bridge.execute(() -> {
                throw new IllegalStateException("planted: tasks behind a faulty one still run");
            });
            bridge.execute(done::countDown);
            gate.countDown();
            awaitQuietly(done);
        });
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
        assertThat(bridge.hops()).isLessThan(10);
        assertThat(failures).singleElement().satisfies(e -> assertThat(e).hasMessageStartingWith("planted"));
    }

    @Test
    void aBubbleIsAsWideAsItsTextAndKeepsTheTimeOnTheLastLineIfThereIsRoom() {
        var bubble = FxHarness.get(Bubble::new);
        Stage stage = FxHarness.show(() -> new StackPane(bubble), 700, 400, Theme.Choice.LIGHT);
        Dimension2D small = fit(bubble, "ok");
        Dimension2D one = fit(bubble, "A line of some length that fits");
        Dimension2D full = fit(bubble, "word ".repeat(60));
        Dimension2D twoLines = fit(bubble, "A first line that is quite long\nand a short one");
        assertThat(small.getWidth()).isBetween(60.0, 130.0);
        assertThat(one.getWidth()).isGreaterThan(small.getWidth());
        assertThat(one.getHeight()).isEqualTo(small.getHeight());
        assertThat(twoLines.getWidth()).isLessThan(one.getWidth());
        assertThat(full.getWidth()).isLessThanOrEqualTo(480);
        assertThat(full.getHeight()).isGreaterThan(3 * one.getHeight());
        FxHarness.close(stage);
    }

    private static Dimension2D fit(Bubble bubble, String text) {
        return FxHarness.get(() -> {
            bubble.show(new Bubble.Content(
                    text, "14:30", true, true, true, Optional.of(StatusMark.READ), Optional.empty()));
            bubble.applyCss();
            return bubble.fit(480);
        });
    }

    @Test
    void linesBreakAtWordsAndLongWordsAnywhere() {
        assertThat(LineBreaker.wrap("aaa bbb ccc\n\ndd", 7, String::length)).isEqualTo("aaa bbb\nccc\n\ndd");
        assertThat(LineBreaker.wrap("abcdefghij kl", 4, String::length)).isEqualTo("abcd\nefgh\nij\nkl");
        assertThat(LineBreaker.wrap("", 4, String::length)).isEmpty();
    }

    /** JavaFX itself throws from the layout pass when it wraps such a run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "שלום אנה! (test) מה נשמע? שלום אנה מה נשמע היום בבוקר 🎉 hello there",
                "hello שלום אנה מה there and some more words to fill a line of the bubble",
                "مرحبا كيف حالك اليوم يا صديقي",
                "שלוםאנהמהנשמעהיוםבבוקרשלוםאנהמהנשמעהיוםבבוקר"
            })
    void rightToLeftTextWrapsAtEveryWidth(String text) {
        var bubble = FxHarness.get(Bubble::new);
        Stage stage = FxHarness.show(() -> new StackPane(bubble), 700, 400, Theme.Choice.LIGHT);
        for (int most = 90; most < 600; most += 7) {
            double limit = most;
            Dimension2D size = FxHarness.get(() -> {
                bubble.show(new Bubble.Content(text, "14:30", true, true, true, Optional.empty(), Optional.empty()));
                bubble.applyCss();
                return bubble.fit(limit);
            });
            assertThat(size.getWidth()).isLessThanOrEqualTo(limit + 1);
            assertThat(size.getHeight()).isGreaterThan(20);
        }
        FxHarness.close(stage);
    }

    /** Bounds are asked for at any time: of the shadow, or when a cell changes its contents. */
    @Test
    void rightToLeftTextThatTakesTheCellOfAShortOneIsNeverWrappedByTheToolkit() {
        var bubble = FxHarness.get(Bubble::new);
        Stage stage = FxHarness.show(() -> new StackPane(bubble), 700, 400, Theme.Choice.LIGHT);
        String text = "תודה! אני בודקת את זה עכשיו (5 דקות).";
        for (double limit : new double[] {480, 200, 120, 480}) {
            fit(bubble, "ok");
            double width = FxHarness.get(() -> {
                bubble.show(new Bubble.Content(text, "14:30", true, true, true, Optional.empty(), Optional.empty()));
                bubble.applyCss();
                double before = textBounds(bubble);
                bubble.fit(limit);
                return Math.min(before, textBounds(bubble));
            });
            assertThat(width).isGreaterThan(20);
        }
        FxHarness.close(stage);
    }

    private static double textBounds(Bubble bubble) {
        return bubble.lookupAll(".bubble-text").stream()
                .mapToDouble(node -> node.getBoundsInParent().getWidth())
                .max()
                .orElseThrow();
    }

    @Test
    void everyMarkAndIconHasAGlyph() {
        Stream.of(Icon.values())
                .forEach(icon -> assertThat(FxHarness.get(() -> icon.node().getIconCode()))
                        .isNotNull());
        Stream.of(StatusMark.values())
                .forEach(mark -> assertThat(FxHarness.get(() -> mark.node().getIconCode()))
                        .isNotNull());
        assertThat(FxHarness.get(WindowIcon::sizes)).hasSize(7);
    }

    @Test
    void theLookFollowsTheChoice() {
        Stage stage = FxHarness.show(StackPane::new, 100, 100, Theme.Choice.DARK);
        assertThat(FxHarness.get(() -> stage.getScene().getStylesheets()))
                .anyMatch(sheet -> sheet.endsWith("dark.css"));
        var theme = FxHarness.get(() -> new Theme(Theme.Choice.LIGHT));
        FxHarness.run(() -> theme.install(stage.getScene()));
        assertThat(FxHarness.get(() -> stage.getScene().getStylesheets()))
                .anyMatch(sheet -> sheet.endsWith("light.css"));
        FxHarness.run(() -> theme.choiceProperty().set(Theme.Choice.DARK));
        assertThat(FxHarness.get(() -> stage.getScene().getStylesheets()))
                .anyMatch(sheet -> sheet.endsWith("dark.css"));
        FxHarness.close(stage);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCountIsNeverCutHoweverLongTheTextBesideItIs() {
        var badge = FxHarness.get(Badge::new);
        var words = FxHarness.get(() -> new Label("a preview that is far longer than the row it stands in"));
        FxHarness.run(() -> {
            badge.show(1234);
            HBox.setHgrow(words, Priority.ALWAYS);
        });
        Stage window = FxHarness.show(() -> new HBox(8, words, badge), 160, 40, Theme.Choice.LIGHT);
        assertThat(FxHarness.get(badge::getWidth)).isGreaterThanOrEqualTo(FxHarness.get(() -> badge.prefWidth(-1)));
        assertThat(FxHarness.get(() -> ((Text) badge.lookup(".text")).getText()))
                .isEqualTo("1234");
        FxHarness.close(window);
    }
}
