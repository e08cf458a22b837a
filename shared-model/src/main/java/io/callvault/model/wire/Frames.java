package io.callvault.model.wire;

import java.util.List;

/**
 * Frames in one HTTP body, an array of objects in JSON. They stay text, because every transport hands the same text to
 * {@link FrameCodec#decode(String)}: a kind that one side does not know spoils only itself.
 *
 * @param texts one frame each, in order
 */
public record Frames(List<String> texts) {

    /** No frames. */
    public static final Frames NONE = new Frames(List.of());

    public Frames {
        texts = List.copyOf(texts);
    }

    public static Frames of(List<? extends Frame> frames) {
        return new Frames(frames.stream().map(FrameCodec::encode).toList());
    }

    /** Without the content. */
    @Override
    public String toString() {
        return texts.size() + " frames";
    }
}
