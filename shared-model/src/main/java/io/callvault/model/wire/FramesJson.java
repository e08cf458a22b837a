package io.callvault.model.wire;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** The JSON of {@link Frames}: an array of objects, passed on as they are. */
final class FramesJson {

    private FramesJson() {}

    static final class Writer extends ValueSerializer<Frames> {
        @Override
        public void serialize(Frames frames, JsonGenerator out, SerializationContext context) {
            out.writeStartArray();
            frames.texts().forEach(out::writeRawValue);
            out.writeEndArray();
        }
    }

    static final class Reader extends ValueDeserializer<Frames> {
        @Override
        public Frames deserialize(JsonParser in, DeserializationContext context) {
            JsonNode array = context.readTree(in);
            List<String> texts = new ArrayList<>(array.size());
            for (JsonNode frame : array) {
                if (!frame.isObject()) {
                    throw MismatchedInputException.from(in, Frames.class, "a frame is an object");
                }
                texts.add(frame.toString());
            }
            if (!array.isArray()) {
                throw MismatchedInputException.from(in, Frames.class, "frames are an array");
            }
            return new Frames(texts);
        }
    }
}
