package io.callvault.model.wire;

import io.callvault.model.message.Body;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The bytes inside an envelope of suite 0: UTF-8 JSON, the kind in {@code k}. Stateless, any thread. */
public final class BodyCodec {

    private BodyCodec() {}

    public static byte[] encode(Body body) {
        return switch (body) {
            case Body.Text text -> {
                ObjectNode out = Json.MAPPER.createObjectNode();
                out.put("k", "text");
                out.put("text", text.text());
                yield out.toString().getBytes(StandardCharsets.UTF_8);
            }
            case Body.Unknown unknown -> unknown.json().getBytes(StandardCharsets.UTF_8);
        };
    }

    /**
     * Reads a body; kinds of newer apps become {@link Body.Unknown}.
     *
     * @throws WireException {@code malformed} or {@code too_large}
     */
    public static Body decode(byte[] utf8) throws WireException {
        String json = Json.text(utf8, Limits.MAX_FRAME_BYTES);
        JsonNode node = Json.tree(json);
        JsonNode kind = node.path("k");
        if (!kind.isString()) {
            throw new WireException(ProblemCode.MALFORMED, "a body has its kind in k");
        }
        if (!"text".equals(kind.stringValue())) {
            return new Body.Unknown(kind.stringValue(), json);
        }
        JsonNode text = node.path("text");
        if (!text.isString()) {
            throw new WireException(ProblemCode.MALFORMED, "a text body has text");
        }
        if (text.stringValue().length() > Limits.MAX_TEXT_CHARS) {
            throw new WireException(ProblemCode.TOO_LARGE, "at most " + Limits.MAX_TEXT_CHARS + " characters");
        }
        return new Body.Text(text.stringValue());
    }
}
