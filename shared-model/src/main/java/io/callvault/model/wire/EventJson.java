package io.callvault.model.wire;

import io.callvault.model.id.ConversationId;
import io.callvault.model.id.EventId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * The JSON of an event: {@code {ev, event_id, type, conversation_id?, seq?, payload}}. A payload that cannot be read becomes
 * {@link EventBody.Unreadable}: the event keeps its place, and the rest flows on (PROTOCOL.md, client guarantee 7).
 */
final class EventJson {

    private static final Map<String, Class<? extends EventBody>> TYPES = Map.of(
            "message", EventBody.MessageStored.class,
            "receipt", EventBody.ReceiptMoved.class,
            "conversation", EventBody.ConversationChanged.class,
            "member", EventBody.MemberChanged.class,
            "contact", EventBody.ContactChanged.class,
            "device", EventBody.DeviceAdded.class,
            "account", EventBody.AccountChanged.class);

    private EventJson() {}

    private static String typeOf(EventBody body) {
        return switch (body) {
            case EventBody.MessageStored ignored -> "message";
            case EventBody.ReceiptMoved ignored -> "receipt";
            case EventBody.ConversationChanged ignored -> "conversation";
            case EventBody.MemberChanged ignored -> "member";
            case EventBody.ContactChanged ignored -> "contact";
            case EventBody.DeviceAdded ignored -> "device";
            case EventBody.AccountChanged ignored -> "account";
            case EventBody.Unreadable unreadable -> unreadable.type();
        };
    }

    private static Optional<ConversationId> conversationOf(EventBody body) {
        return switch (body) {
            case EventBody.MessageStored message -> Optional.of(message.conversationId());
            case EventBody.ReceiptMoved receipt -> Optional.of(receipt.conversationId());
            case EventBody.ConversationChanged changed ->
                Optional.of(changed.conversation().conversationId());
            case EventBody.MemberChanged member -> Optional.of(member.conversationId());
            case EventBody.ContactChanged ignored -> Optional.empty();
            case EventBody.DeviceAdded ignored -> Optional.empty();
            case EventBody.AccountChanged ignored -> Optional.empty();
            case EventBody.Unreadable ignored -> Optional.empty();
        };
    }

    private static OptionalLong seqOf(EventBody body) {
        return body instanceof EventBody.MessageStored message ? OptionalLong.of(message.seq()) : OptionalLong.empty();
    }

    /** Writes an event without a frame's {@code t}; {@link FrameCodec} puts that in front. */
    static final class Writer extends ValueSerializer<Frame.Event> {
        @Override
        public void serialize(Frame.Event event, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeNumberProperty("ev", event.ev());
            out.writeStringProperty("event_id", event.eventId().toString());
            out.writeStringProperty("type", typeOf(event.body()));
            conversationOf(event.body()).ifPresent(id -> out.writeStringProperty("conversation_id", id.toString()));
            seqOf(event.body()).ifPresent(seq -> out.writeNumberProperty("seq", seq));
            out.writeName("payload");
            if (event.body() instanceof EventBody.Unreadable) {
                out.writeStartObject();
                out.writeEndObject();
            } else {
                context.writeValue(out, event.body());
            }
            out.writeEndObject();
        }
    }

    static final class Reader extends ValueDeserializer<Frame.Event> {
        @Override
        public Frame.Event deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = context.readTree(in);
            JsonNode ev = node.path("ev");
            JsonNode eventId = node.path("event_id");
            JsonNode type = node.path("type");
            if (!ev.isIntegralNumber() || !ev.canConvertToLong() || !eventId.isString() || !type.isString()) {
                throw MismatchedInputException.from(in, Frame.Event.class, "an event has ev, event_id and type");
            }
            try {
                EventId id = EventId.of(eventId.stringValue());
                return new Frame.Event(ev.longValue(), id, body(type.stringValue(), node));
            } catch (IllegalArgumentException notAnId) {
                throw MismatchedInputException.from(in, Frame.Event.class, "event_id is not an id");
            }
        }

        private static EventBody body(String type, JsonNode event) {
            Class<? extends EventBody> known = TYPES.get(type);
            if (known == null) {
                return new EventBody.Unreadable(type, event.toString(), Optional.empty());
            }
            try {
                return Json.MAPPER.treeToValue(event.path("payload"), known);
            } catch (JacksonException e) {
                String why = String.valueOf(Json.malformed(e).getMessage());
                return new EventBody.Unreadable(type, event.toString(), Optional.of(why));
            }
        }
    }
}
