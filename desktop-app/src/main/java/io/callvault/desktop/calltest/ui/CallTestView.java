package io.callvault.desktop.calltest.ui;

import io.callvault.desktop.calltest.Mark;
import io.callvault.desktop.calltest.Outcome;
import io.callvault.desktop.calltest.Step;
import io.callvault.desktop.calltest.TestRun;
import io.callvault.desktop.calltest.Verdict;
import io.callvault.desktop.fx.Icon;
import io.callvault.desktop.fx.IconButton;
import io.callvault.desktop.fx.PageColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The page of the call test. */
public final class CallTestView extends StackPane {
    private final CallTestViewModel model;
    private final Function<String, Optional<Path>> chooser;
    private final Map<String, Row> rows = new HashMap<>();
    private final VBox hero = new VBox(10);
    private final VBox report = new VBox(10);

    /**
     * @param chooser asks where to save, with a name to offer; empty if the person changed their mind
     * @param back leads to the page this one was opened from
     */
    public CallTestView(CallTestViewModel model, Function<String, Optional<Path>> chooser, Runnable back) {
        this.model = model;
        this.chooser = chooser;
        setId(CallTestIds.PAGE);
        getStyleClass().add("page");
        var leave = new IconButton(Icon.BACK, "Back");
        leave.setId(CallTestIds.BACK);
        leave.setOnAction(event -> back.run());
        var title = new Label("Test my connection");
        title.getStyleClass().add("heading");
        var top = new HBox(8, leave, title);
        top.setAlignment(Pos.CENTER_LEFT);
        hero.getStyleClass().addAll("panel", "calltest-hero");
        report.getStyleClass().add("panel");
        reportPanel();
        var column = new PageColumn(14, top, hero, report);
        groups().forEach(group -> column.getChildren().add(group));
        getChildren().add(column.scrolling());
        model.shownProperty().addListener((source, before, now) -> show(before, now));
        show(model.shownProperty().get(), model.shownProperty().get());
    }

    private List<Node> groups() {
        Map<Step.Group, VBox> panels = new EnumMap<>(Step.Group.class);
        List<Node> all = new ArrayList<>();
        for (CallTestViewModel.Line line : model.shownProperty().get().lines()) {
            VBox panel = panels.computeIfAbsent(line.step().group(), group -> {
                var words = new Label(group.title());
                words.getStyleClass().add("section");
                var made = new VBox(8, words);
                made.getStyleClass().add("panel");
                all.add(made);
                return made;
            });
            Row row = new Row(line.step());
            rows.put(line.step().id(), row);
            panel.getChildren().add(row);
        }
        return all;
    }

    private void show(CallTestViewModel.Shown before, CallTestViewModel.Shown now) {
        now.lines()
                .forEach(line -> Optional.ofNullable(rows.get(line.step().id())).ifPresent(row -> row.show(line)));
        boolean over = now.run().isPresent();
        report.setVisible(over);
        report.setManaged(over);
        if (over && now.run().equals(before.run()) && !hero.getChildren().isEmpty()) {
            return;
        }
        hero.getChildren().setAll(now.run().map(this::verdict).orElseGet(() -> now.running() ? running(now) : idle()));
    }

    private List<Node> idle() {
        var words = new Label(
                "Finds out within a minute whether calls work from here: microphone and camera, the way to the"
                        + " server, relays, and a short call with an answering machine. Nobody else hears it.");
        words.setWrapText(true);
        return List.of(words, button("Test my connection", CallTestIds.START, true, model::start));
    }

    private List<Node> running(CallTestViewModel.Shown now) {
        var bar = new ProgressBar((double) now.done() / now.lines().size());
        bar.setId(CallTestIds.PROGRESS);
        bar.setMaxWidth(Double.MAX_VALUE);
        String at = now.lines().stream()
                .filter(line -> line.progress() == CallTestViewModel.Progress.RUNNING)
                .map(line -> line.step().title())
                .findFirst()
                .orElse("…");
        var words = new Label(
                "Testing: " + at + " (" + now.done() + " of " + now.lines().size() + ")");
        words.getStyleClass().add("muted");
        return List.of(bar, spread(words, button("Stop", CallTestIds.STOP, false, model::stop)));
    }

    private List<Node> verdict(TestRun run) {
        Verdict verdict = run.verdict();
        var title = new Label(CallTestViewModel.title(verdict.mark()));
        title.getStyleClass().add("subheading");
        var sign = sign(Optional.of(verdict.mark()), CallTestViewModel.Progress.DONE);
        var head = new HBox(10, sign, title);
        head.setAlignment(Pos.CENTER_LEFT);
        var said = wrapped(verdict.sentence());
        said.setId(CallTestIds.VERDICT);
        List<Node> all = new ArrayList<>(List.of(head, said));
        if (!verdict.remedy().isEmpty()) {
            var helps = wrapped("What helps: " + verdict.remedy());
            helps.setId(CallTestIds.REMEDY);
            helps.getStyleClass().add("calltest-remedy");
            all.add(helps);
        }
        if (!verdict.broken().isEmpty()) {
            var broken =
                    wrapped("Not judged, because the test itself broke there: " + String.join(", ", verdict.broken()));
            broken.getStyleClass().add("muted");
            all.add(broken);
        }
        var took = new Label(String.format(Locale.ENGLISH, "Took %.0f s", run.tookMs() / 1_000.0));
        took.getStyleClass().add("muted");
        all.add(spread(took, button("Test again", CallTestIds.START, true, model::start)));
        return all;
    }

    private void reportPanel() {
        var words = new Label("Report for support");
        words.getStyleClass().add("section");
        var unmasked = new CheckBox("With addresses and names of devices");
        unmasked.setId(CallTestIds.UNMASKED);
        unmasked.selectedProperty().bindBidirectional(model.unmaskedProperty());
        var text = new TextArea();
        text.setId(CallTestIds.PREVIEW_TEXT);
        text.setEditable(false);
        text.setPrefRowCount(14);
        text.getStyleClass().add("calltest-preview");
        text.textProperty().bind(model.previewProperty());
        text.setVisible(false);
        text.setManaged(false);
        var look = button("Look at it first", CallTestIds.PREVIEW, false, () -> {
            text.setVisible(!text.isVisible());
            text.setManaged(text.isVisible());
        });
        var save = button(
                "Save…",
                CallTestIds.SAVE,
                false,
                () -> chooser.apply("callvault-calltest.html").ifPresent(model::save));
        var copy = button(
                "Copy as JSON",
                CallTestIds.COPY,
                false,
                () -> model.json().ifPresent(json -> {
                    var content = new ClipboardContent();
                    content.putString(json);
                    Clipboard.getSystemClipboard().setContent(content);
                }));
        var note = new Label();
        note.getStyleClass().add("muted");
        note.textProperty().bind(model.noteProperty());
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        report.getChildren().setAll(words, unmasked, new HBox(8, look, save, copy), note, text);
    }

    private static HBox spread(Node left, Node right) {
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        var both = new HBox(8, left, spring, right);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private static Button button(String words, String id, boolean first, Runnable action) {
        var button = new Button(words);
        button.setId(id);
        button.getStyleClass().setAll("button", first ? "primary" : "secondary", "small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Label wrapped(String words) {
        var label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Label sign(Optional<Mark> mark, CallTestViewModel.Progress progress) {
        var sign = new Label();
        sign.getStyleClass().add("calltest-sign");
        sign.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        paint(sign, mark, progress);
        return sign;
    }

    private static void paint(Label sign, Optional<Mark> mark, CallTestViewModel.Progress progress) {
        for (Mark one : Mark.values()) {
            sign.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(one.name().toLowerCase(Locale.ROOT)), mark.equals(Optional.of(one)));
        }
        sign.setText(mark.map(CallTestView::letter).orElse(progress == CallTestViewModel.Progress.RUNNING ? "…" : ""));
    }

    private static String letter(Mark mark) {
        return switch (mark) {
            case PASS -> "✓";
            case WARN -> "!";
            case FAIL -> "✕";
            case BROKEN -> "?";
            case SKIPPED -> "–";
        };
    }

    /** One step. */
    private static final class Row extends HBox {
        private final Step step;
        private final Label sign = CallTestView.sign(Optional.empty(), CallTestViewModel.Progress.WAITING);
        private final Label value = new Label();
        private final Label said = wrapped("");
        private final Label remedy = wrapped("");

        Row(Step step) {
            super(10);
            this.step = step;
            setId(CallTestIds.step(step.id()));
            var title = new Label(step.title());
            title.setMinWidth(USE_PREF_SIZE);
            value.getStyleClass().add("figure");
            said.getStyleClass().add("muted");
            remedy.getStyleClass().add("calltest-remedy");
            var words = new VBox(3, spread(title, value), said, remedy);
            HBox.setHgrow(words, Priority.ALWAYS);
            getChildren().setAll(sign, words);
        }

        void show(CallTestViewModel.Line line) {
            Optional<Outcome> outcome = line.outcome();
            paint(sign, outcome.map(Outcome::mark), line.progress());
            fill(said, outcome.map(Outcome::said).orElse(""));
            fill(
                    remedy,
                    outcome.filter(one -> one.mark() != Mark.PASS)
                            .map(Outcome::remedy)
                            .orElse(""));
            value.setText(outcome.flatMap(Outcome::measure)
                    .map(measure -> figure(measure.value()) + " " + measure.unit())
                    .orElse(""));
            setAccessibleText(step.title() + ": "
                    + outcome.map(one -> one.mark().name().toLowerCase(Locale.ROOT) + ". " + one.said())
                            .orElse("not tested yet"));
        }

        private static void fill(Label label, String words) {
            label.setText(words);
            label.setVisible(!words.isEmpty());
            label.setManaged(!words.isEmpty());
        }

        private static String figure(double value) {
            return value == Math.rint(value)
                    ? String.format(Locale.ENGLISH, "%,d", (long) value)
                    : String.format(Locale.ENGLISH, "%.1f", value);
        }
    }
}
