package io.callvault.model.wire;

import io.callvault.model.call.CallEnd;
import io.callvault.model.call.CallKind;
import io.callvault.model.call.CallSignal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The payload of a {@code call} frame: JSON of a {@link CallSignal}. Stateless, any thread. */
public final class CallSignalCodec {

    /** Longest description, in characters; browsers write about 8,000. */
    public static final int MAX_SDP_CHARS = 32_000;

    /** Most candidates of one frame. */
    public static final int MAX_CANDIDATES = 32;

    /** Longest candidate, in characters. */
    public static final int MAX_CANDIDATE_CHARS = 512;

    private CallSignalCodec() {}

    public static CallKind kind(CallSignal signal) {
        return switch (signal) {
            case CallSignal.Invite i -> CallKind.INVITE;
            case CallSignal.Ringing r -> CallKind.RINGING;
            case CallSignal.Accept a -> CallKind.ACCEPT;
            case CallSignal.Decline d -> CallKind.DECLINE;
            case CallSignal.Busy b -> CallKind.BUSY;
            case CallSignal.Offer o -> CallKind.OFFER;
            case CallSignal.Answer a -> CallKind.ANSWER;
            case CallSignal.Restart r -> CallKind.RESTART;
            case CallSignal.Ice i -> CallKind.ICE;
            case CallSignal.State s -> CallKind.STATE;
            case CallSignal.Hangup h -> CallKind.HANGUP;
            case CallSignal.AnsweredElsewhere e -> CallKind.ANSWERED_ELSEWHERE;
        };
    }

    public static String encode(CallSignal signal) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        switch (signal) {
            case CallSignal.Invite(boolean video, String sdp, long ts) ->
                node.put("video", video).put("sdp", sdp).put("ts", ts);
            case CallSignal.Accept(boolean video) -> node.put("video", video);
            case CallSignal.Offer(String sdp, long ts) -> node.put("sdp", sdp).put("ts", ts);
            case CallSignal.Answer(String sdp, long ts) -> node.put("sdp", sdp).put("ts", ts);
            case CallSignal.Restart(String sdp, long ts) -> node.put("sdp", sdp).put("ts", ts);
            case CallSignal.Ice(List<CallSignal.Candidate> candidates, boolean last) -> {
                ArrayNode list = node.putArray("candidates");
                candidates.forEach(one -> list.addObject()
                        .put("mid", one.mid())
                        .put("line", one.line())
                        .put("text", one.text()));
                node.put("last", last);
            }
            case CallSignal.State(boolean microphone, boolean camera, boolean sharing, boolean weak) ->
                node.put("microphone", microphone)
                        .put("camera", camera)
                        .put("sharing", sharing)
                        .put("weak", weak);
            case CallSignal.Hangup(CallEnd reason) -> node.put("reason", reason.wireName());
            case CallSignal.Ringing r -> {}
            case CallSignal.Decline d -> {}
            case CallSignal.Busy b -> {}
            case CallSignal.AnsweredElsewhere e -> {}
        }
        return node.toString();
    }

    /**
     * Reads a payload.
     *
     * @throws WireException {@code malformed} or {@code too_large}
     */
    public static CallSignal decode(CallKind kind, String payload) throws WireException {
        JsonNode node = Json.tree(payload);
        return switch (kind) {
            case INVITE -> new CallSignal.Invite(flag(node, "video"), sdp(node), time(node));
            case RINGING -> new CallSignal.Ringing();
            case ACCEPT -> new CallSignal.Accept(flag(node, "video"));
            case DECLINE -> new CallSignal.Decline();
            case BUSY -> new CallSignal.Busy();
            case OFFER -> new CallSignal.Offer(sdp(node), time(node));
            case ANSWER -> new CallSignal.Answer(sdp(node), time(node));
            case RESTART -> new CallSignal.Restart(sdp(node), time(node));
            case ICE -> new CallSignal.Ice(candidates(node), flag(node, "last"));
            case STATE ->
                new CallSignal.State(
                        flag(node, "microphone"), flag(node, "camera"), flag(node, "sharing"), flag(node, "weak"));
            case HANGUP -> new CallSignal.Hangup(CallEnd.of(text(node, "reason", 64)));
            case ANSWERED_ELSEWHERE -> new CallSignal.AnsweredElsewhere();
        };
    }

    private static List<CallSignal.Candidate> candidates(JsonNode node) throws WireException {
        JsonNode list = node.path("candidates");
        if (!list.isArray()) {
            throw malformed("candidates");
        }
        if (list.size() > MAX_CANDIDATES) {
            throw new WireException(ProblemCode.TOO_LARGE, "at most " + MAX_CANDIDATES + " candidates");
        }
        List<CallSignal.Candidate> all = new ArrayList<>();
        for (JsonNode one : list) {
            JsonNode line = one.path("line");
            if (!line.isInt() || line.intValue() < 0) {
                throw malformed("line");
            }
            all.add(new CallSignal.Candidate(
                    text(one, "mid", 64), line.intValue(), text(one, "text", MAX_CANDIDATE_CHARS)));
        }
        return List.copyOf(all);
    }

    private static boolean flag(JsonNode node, String field) throws WireException {
        if (!node.path(field).isBoolean()) {
            throw malformed(field);
        }
        return node.path(field).booleanValue();
    }

    private static long time(JsonNode node) throws WireException {
        if (!node.path("ts").canConvertToLong() || !node.path("ts").isIntegralNumber()) {
            throw malformed("ts");
        }
        return node.path("ts").longValue();
    }

    private static String sdp(JsonNode node) throws WireException {
        return text(node, "sdp", MAX_SDP_CHARS);
    }

    private static String text(JsonNode node, String field, int max) throws WireException {
        JsonNode text = node.path(field);
        if (!text.isString()) {
            throw malformed(field);
        }
        if (text.stringValue().length() > max) {
            throw new WireException(ProblemCode.TOO_LARGE, field + " has at most " + max + " characters");
        }
        return text.stringValue();
    }

    private static WireException malformed(String field) {
        return new WireException(ProblemCode.MALFORMED, "a call signal without a valid " + field);
    }
}
