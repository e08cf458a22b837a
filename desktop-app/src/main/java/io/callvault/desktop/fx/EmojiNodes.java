package io.callvault.desktop.fx;

import java.util.List;
import java.util.Optional;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Screen;

/** Makes the children of a {@link TextFlow} from a text with emoji, in the right direction and in one font a script. FX thread. */
public final class EmojiNodes {
    /** How far an emoji hangs below the baseline, as a part of its height. */
    private static final double DESCENT = 0.2;

    private EmojiNodes() {}

    /**
     * Fills a flow.
     *
     * @param flow its children are replaced and its orientation set
     * @param text what to show
     * @param styleClass of the text nodes, so that CSS gives font and colour
     * @param emojiSize height of an emoji in the text, logical pixels
     */
    public static void fill(TextFlow flow, String text, String styleClass, double emojiSize) {
        flow.setNodeOrientation(
                TextDirection.isRightToLeft(text) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
        flow.getChildren().setAll(nodes(EmojiText.split(text), styleClass, emojiSize));
    }

    static List<Node> nodes(List<EmojiText.Part> parts, String styleClass, double emojiSize) {
        return parts.stream()
                .map(part -> switch (part) {
                    case EmojiText.Plain plain -> text(plain.text(), styleClass);
                    case EmojiText.Emoji emoji ->
                        picture(emoji, emojiSize).orElseGet(() -> text(emoji.text(), styleClass));
                })
                .toList();
    }

    /** The picture of one emoji, empty if the bundled set has none. It is decoration: screen readers read the text around it. */
    public static Optional<Node> picture(EmojiText.Emoji emoji, double size) {
        double pixels = size * Screen.getPrimary().getOutputScaleY();
        return EmojiSprites.shared().find(emoji.key(), pixels).map(image -> new Picture(image, emoji.text(), size));
    }

    private static Node text(String text, String styleClass) {
        var node = new Text(text);
        node.getStyleClass().add(styleClass);
        if (TextDirection.isHebrew(text)) {
            node.getStyleClass().add("hebrew");
        }
        return node;
    }

    private static final class Picture extends ImageView {
        Picture(Image image, String text, double size) {
            super(image);
            setFitHeight(size);
            setFitWidth(size);
            setSmooth(true);
            setMouseTransparent(true);
            setAccessibleText(text);
        }

        @Override
        public double getBaselineOffset() {
            return getFitHeight() * (1 - DESCENT);
        }
    }
}
