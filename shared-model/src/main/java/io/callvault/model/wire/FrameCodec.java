package io.callvault.model.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Frames to text and back; the kind stands in {@code t}. Stateless, any thread. */
public final class FrameCodec {

    private static final Map<String, Class<? extends Frame>> KINDS = kinds();
    private static final Map<Class<? extends Frame>, String> NAMES = names();

    private FrameCodec() {}

    public static String encode(Frame frame) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        out.put("t", NAMES.get(frame.getClass()));
        out.setAll((ObjectNode) Json.MAPPER.valueToTree(frame));
        return out.toString();
    }

    /**
     * Reads one frame.
     *
     * @throws WireException {@code too_large} beyond {@link Limits#MAX_FRAME_BYTES}, {@code unknown_frame} for a kind that is
     *     not in PROTOCOL.md, {@code malformed} for everything else
     */
    public static Frame decode(String text) throws WireException {
        // UTF-16 units never exceed the UTF-8 bytes, so this cheap check refuses only what is too large.
        if (text.length() > Limits.MAX_FRAME_BYTES) {
            throw new WireException(ProblemCode.TOO_LARGE, "a frame has at most " + Limits.MAX_FRAME_BYTES + " bytes");
        }
        JsonNode node = Json.tree(text);
        JsonNode kind = node.path("t");
        if (!node.isObject() || !kind.isString()) {
            throw new WireException(ProblemCode.MALFORMED, "a frame is a JSON object with its kind in t");
        }
        Class<? extends Frame> type = KINDS.get(kind.stringValue());
        if (type == null) {
            throw new WireException(ProblemCode.UNKNOWN_FRAME, "no such kind of frame");
        }
        return Json.convert(node, type);
    }

    /** Reads one frame from network bytes; see {@link #decode(String)}. */
    public static Frame decode(byte[] utf8) throws WireException {
        return decode(Json.text(utf8, Limits.MAX_FRAME_BYTES));
    }

    private static Map<String, Class<? extends Frame>> kinds() {
        Map<String, Class<? extends Frame>> kinds = new LinkedHashMap<>();
        kinds.put("hello", Frame.Hello.class);
        kinds.put("welcome", Frame.Welcome.class);
        kinds.put("send", Frame.Send.class);
        kinds.put("ack", Frame.Ack.class);
        kinds.put("nack", Frame.Nack.class);
        kinds.put("event", Frame.Event.class);
        kinds.put("ev_ack", Frame.EvAck.class);
        kinds.put("receipt", Frame.Receipt.class);
        kinds.put("typing", Frame.Typing.class);
        kinds.put("presence", Frame.Presence.class);
        kinds.put("call", Frame.Call.class);
        kinds.put("poke", Frame.Poke.class);
        kinds.put("ping", Frame.Ping.class);
        kinds.put("pong", Frame.Pong.class);
        kinds.put("reauth", Frame.Reauth.class);
        return Map.copyOf(kinds);
    }

    private static Map<Class<? extends Frame>, String> names() {
        Map<Class<? extends Frame>, String> names = new LinkedHashMap<>();
        KINDS.forEach((name, type) -> names.put(type, name));
        return Map.copyOf(names);
    }
}
