package io.callvault.model.wire;

import io.callvault.model.call.CallEnd;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.message.Body;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The bytes inside an envelope of suite 0: UTF-8 JSON, the kind in {@code k}. Stateless, any thread. */
public final class BodyCodec {

    private BodyCodec() {}

    public static byte[] encode(Body body) {
        return switch (body) {
            case Body.Text(String text) ->
                utf8(Json.MAPPER.createObjectNode().put("k", "text").put("text", text));
            case Body.Edit(ClientMessageId of, String text) ->
                utf8(Json.MAPPER
                        .createObjectNode()
                        .put("k", "edit")
                        .put("of", of.toString())
                        .put("text", text));
            case Body.Delete(ClientMessageId of) ->
                utf8(Json.MAPPER.createObjectNode().put("k", "delete").put("of", of.toString()));
            case Body.Call(CallId id, boolean video, boolean answered, CallEnd end, long started, long seconds) ->
                utf8(Json.MAPPER
                        .createObjectNode()
                        .put("k", "call")
                        .put("call_id", id.toString())
                        .put("video", video)
                        .put("answered", answered)
                        .put("end", end.wireName())
                        .put("started", started)
                        .put("seconds", seconds));
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
        return switch (kind.stringValue()) {
            case "text" -> new Body.Text(text(node));
            case "edit" -> new Body.Edit(of(node), text(node));
            case "delete" -> new Body.Delete(of(node));
            case "call" -> call(node);
            default -> new Body.Unknown(kind.stringValue(), json);
        };
    }

    private static byte[] utf8(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonNode node) throws WireException {
        JsonNode text = node.path("text");
        if (!text.isString()) {
            throw new WireException(ProblemCode.MALFORMED, "a text body has text");
        }
        if (text.stringValue().length() > Limits.MAX_TEXT_CHARS) {
            throw new WireException(ProblemCode.TOO_LARGE, "at most " + Limits.MAX_TEXT_CHARS + " characters");
        }
        return text.stringValue();
    }

    private static Body call(JsonNode node) throws WireException {
        if (!node.path("video").isBoolean()
                || !node.path("answered").isBoolean()
                || !node.path("end").isString()) {
            throw new WireException(ProblemCode.MALFORMED, "a call says how it ended");
        }
        try {
            return new Body.Call(
                    CallId.of(node.path("call_id").asString()),
                    node.path("video").booleanValue(),
                    node.path("answered").booleanValue(),
                    CallEnd.of(node.path("end").stringValue()),
                    number(node, "started"),
                    number(node, "seconds"));
        } catch (IllegalArgumentException e) {
            throw new WireException(ProblemCode.MALFORMED, "a call has its id in call_id");
        }
    }

    private static long number(JsonNode node, String field) throws WireException {
        JsonNode number = node.path(field);
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
            throw new WireException(ProblemCode.MALFORMED, "a call has its " + field);
        }
        return number.longValue();
    }

    private static ClientMessageId of(JsonNode node) throws WireException {
        try {
            return ClientMessageId.of(node.path("of").asString());
        } catch (IllegalArgumentException e) {
            throw new WireException(ProblemCode.MALFORMED, "a change names its message in of");
        }
    }
}
