package io.callvault.desktop.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fxmisc.richtext.model.NodeSegmentOpsBase;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.StyledDocument;
import org.fxmisc.richtext.model.StyledSegment;
import org.fxmisc.richtext.model.TextOps;
import org.reactfx.util.Either;

/**
 * Text as RichTextFX wants it: words are segments of a string, an emoji is one segment of length one, so that the caret, the selection
 * and a deletion take it as a whole. A <em>unit</em> is what stands at one position: a {@code char} or an emoji. Pure.
 */
final class EmojiDocument {
    private static final EmojiText.Emoji NONE = new EmojiText.Emoji("", "");
    /** Paragraphs and text have no styles of their own. */
    static final String PLAIN = "";

    private static final SegmentOps<EmojiText.Emoji, String> PICTURES = new NodeSegmentOpsBase<>(NONE) {
        @Override
        public int length(EmojiText.Emoji emoji) {
            return emoji.text().isEmpty() ? 0 : 1;
        }
    };

    static final TextOps<Either<String, EmojiText.Emoji>, String> SEGMENTS =
            SegmentOps.<String>styledTextOps()._or(PICTURES, (one, other) -> Optional.empty());

    private EmojiDocument() {}

    /** The text a document stands for; lines end in {@code \n}. */
    static String text(StyledDocument<String, Either<String, EmojiText.Emoji>, String> document) {
        return document.getParagraphs().stream()
                .map(paragraph -> paragraph.getSegments().stream()
                        .map(segment -> segment.unify(words -> words, EmojiText.Emoji::text))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    /** The units of a document as it is. */
    static List<EmojiText.Part> units(StyledDocument<String, Either<String, EmojiText.Emoji>, String> document) {
        var units = new ArrayList<EmojiText.Part>();
        boolean first = true;
        for (var paragraph : document.getParagraphs()) {
            if (!first) {
                units.add(new EmojiText.Plain("\n"));
            }
            first = false;
            for (var segment : paragraph.getSegments()) {
                if (segment.isLeft()) {
                    addLetters(units, segment.getLeft());
                } else if (!segment.getRight().text().isEmpty()) {
                    units.add(segment.getRight());
                }
            }
        }
        return units;
    }

    /** The units a text should have. */
    static List<EmojiText.Part> units(String text) {
        var units = new ArrayList<EmojiText.Part>(text.length());
        for (EmojiText.Part part : EmojiText.split(text)) {
            switch (part) {
                case EmojiText.Plain plain -> addLetters(units, plain.text());
                case EmojiText.Emoji emoji -> units.add(emoji);
            }
        }
        return units;
    }

    static ReadOnlyStyledDocument<String, Either<String, EmojiText.Emoji>, String> of(List<EmojiText.Part> units) {
        return ReadOnlyStyledDocumentBuilder.constructDocument(SEGMENTS, PLAIN, document -> {
            var line = new ArrayList<StyledSegment<Either<String, EmojiText.Emoji>, String>>();
            var words = new StringBuilder();
            for (EmojiText.Part unit : units) {
                if (unit instanceof EmojiText.Emoji emoji) {
                    flush(words, line);
                    line.add(new StyledSegment<>(Either.right(emoji), PLAIN));
                } else if (unit.text().equals("\n")) {
                    addLine(document, words, line);
                } else {
                    words.append(unit.text());
                }
            }
            addLine(document, words, line);
        });
    }

    private static void addLine(
            ReadOnlyStyledDocumentBuilder<String, Either<String, EmojiText.Emoji>, String> document,
            StringBuilder words,
            List<StyledSegment<Either<String, EmojiText.Emoji>, String>> line) {
        if (line.isEmpty() && words.isEmpty()) {
            line.add(new StyledSegment<>(Either.left(""), PLAIN));
        }
        flush(words, line);
        document.addParagraph(List.copyOf(line));
        line.clear();
    }

    private static void flush(StringBuilder words, List<StyledSegment<Either<String, EmojiText.Emoji>, String>> line) {
        if (!words.isEmpty()) {
            line.add(new StyledSegment<>(Either.left(words.toString()), PLAIN));
            words.setLength(0);
        }
    }

    private static void addLetters(List<EmojiText.Part> units, String words) {
        words.chars().forEach(letter -> units.add(new EmojiText.Plain(String.valueOf((char) letter))));
    }
}
