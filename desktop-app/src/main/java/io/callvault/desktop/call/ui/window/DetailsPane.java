package io.callvault.desktop.call.ui.window;

import io.callvault.desktop.call.CallService;
import io.callvault.desktop.call.ui.CallIds;
import io.callvault.desktop.fx.EverySecond;
import io.callvault.model.id.CallId;
import io.callvault.rtc.PeerStats;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/** What is known about the running call's connection: figures of the last second, and curves of the last two minutes. */
final class DetailsPane extends VBox {
    private static final String UNKNOWN = "–";
    private static final Color BLUE = Color.web("#4aa3ff");
    private static final Color RED = Color.web("#f0616d");
    private static final Color GREEN = Color.web("#46b96a");
    private static final Color YELLOW = Color.web("#e3a83a");

    private final CallService calls;
    private final CallId call;
    private final Figure received = new Figure("bitrate", "Received", BLUE, 100);
    private final Figure sent = new Figure("bitrate-out", "Sent", GREEN, 100);
    private final Figure loss = new Figure("loss", "Lost packets", RED, 5);
    private final Figure jitter = new Figure("jitter", "Jitter", YELLOW, 30);
    private final Figure roundTrip = new Figure("round-trip", "Round trip", BLUE, 100);
    private final GridPane facts = new GridPane(10, 6);
    private final Label path = fact("path", "Way", 0);
    private final Label relay = fact("relay", "Relay", 1);
    private final Label picture = fact("picture", "Picture received", 2);
    private final Label pictureOut = fact("picture-out", "Picture sent", 3);
    private final Label sound = fact("sound", "Sound", 4);

    /** A figure with its curve. */
    private static final class Figure extends VBox {
        private final Label value = new Label(UNKNOWN);
        private final Curve curve;
        private final String words;

        Figure(String id, String words, Color colour, double least) {
            super(4);
            this.words = words;
            curve = new Curve(colour, least);
            var label = new Label(words);
            label.getStyleClass().add("muted");
            value.setId(CallIds.figure(id));
            value.getStyleClass().add("figure");
            var line = new BorderPane();
            line.setLeft(label);
            line.setRight(value);
            getChildren().addAll(line, curve);
        }

        void show(List<PeerStats> all, ToDoubleFunction<PeerStats> read, String format) {
            List<Double> values = all.stream().map(read::applyAsDouble).toList();
            double last = values.getLast();
            value.setText(last < 0 ? UNKNOWN : String.format(Locale.ROOT, format, last));
            value.setAccessibleText(words + ": " + value.getText());
            curve.show(values);
        }
    }

    DetailsPane(CallService calls, CallId call) {
        super(14);
        this.calls = calls;
        this.call = call;
        setId(CallIds.DETAILS_PANE);
        getStyleClass().addAll("call-side", "call-details");
        var title = new Label("Connection details");
        title.getStyleClass().add("subheading");
        var inner = new VBox(14, received, sent, loss, jitter, roundTrip, facts);
        inner.getStyleClass().add("call-side-inner");
        var scroll = new ScrollPane(inner);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, javafx.scene.layout.Priority.ALWAYS);
        getChildren().addAll(title, scroll);
        EverySecond.whileShown(this, this::look);
    }

    private void look() {
        List<PeerStats> all = calls.stats(call);
        if (all.isEmpty()) {
            return;
        }
        received.show(all, now -> sum(now.audioIn(), now.videoIn()), "%.0f kbit/s");
        sent.show(all, now -> sum(now.audioOut(), now.videoOut()), "%.0f kbit/s");
        loss.show(
                all, now -> Math.max(now.audioIn().lossPercent(), now.videoIn().lossPercent()), "%.1f %%");
        jitter.show(all, now -> now.audioIn().jitterMs(), "%.0f ms");
        roundTrip.show(all, PeerStats::roundTripMs, "%.0f ms");
        PeerStats last = all.getLast();
        say(path, last.path().map(DetailsPane::way).orElse(UNKNOWN));
        say(relay, last.path().map(DetailsPane::relay).orElse(UNKNOWN));
        say(picture, picture(last.videoIn()));
        say(pictureOut, picture(last.videoOut()));
        say(sound, last.audioIn().codec().isEmpty() ? UNKNOWN : last.audioIn().codec());
    }

    private static double sum(PeerStats.Flow audio, PeerStats.Flow video) {
        return audio.kbps() < 0 ? video.kbps() : audio.kbps() + Math.max(0, video.kbps());
    }

    private static String way(PeerStats.Path path) {
        boolean relayed = path.localType().equals("relay") || path.remoteType().equals("relay");
        return (relayed ? "Through a relay" : "From device to device") + ", "
                + path.protocol().toUpperCase(Locale.ROOT);
    }

    private static String relay(PeerStats.Path path) {
        return path.relayProtocol().isEmpty()
                ? "none here"
                : "by " + path.relayProtocol().toUpperCase(Locale.ROOT);
    }

    private static String picture(PeerStats.Flow flow) {
        return flow.width() <= 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%d × %d, %.0f fps%s",
                        flow.width(),
                        flow.height(),
                        Math.max(0, flow.fps()),
                        flow.codec().isEmpty() ? "" : ", " + flow.codec());
    }

    private static void say(Label value, String words) {
        value.setText(words);
    }

    private Label fact(String id, String words, int row) {
        var label = new Label(words);
        label.getStyleClass().add("muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        var value = new Label(UNKNOWN);
        value.setId(CallIds.figure(id));
        value.getStyleClass().add("figure");
        facts.addRow(row, label, value);
        return value;
    }
}
