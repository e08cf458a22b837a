package io.callvault.model.wire;

import io.callvault.model.crypto.Bytes;
import io.callvault.model.id.CallId;
import io.callvault.model.id.ClientMessageId;
import io.callvault.model.id.ConversationId;
import io.callvault.model.id.DeviceId;
import io.callvault.model.id.EventId;
import io.callvault.model.id.Id;
import io.callvault.model.id.MessageId;
import io.callvault.model.id.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Records to JSON and back. Stateless, any thread. Sign bytes, never objects: what is written twice may differ in order. */
public final class Json {

    /** Depth and sizes no honest frame comes near; larger ones are refused before they cost memory. */
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(32)
            .maxNumberLength(24)
            .maxStringLength(4 * 1024 * 1024)
            .build();

    static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // The switch above leaves one coercion: numbers and booleans to text.
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .annotationIntrospector(new EveryFieldIsRequired())
            .addModule(module())
            .build();

    private Json() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads one whole document.
     *
     * @throws WireException {@code malformed} if it is not JSON of that shape
     */
    public static <T> T read(String json, Class<T> type) throws WireException {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new WireException(ProblemCode.MALFORMED, "a JSON object is needed, not null");
            }
            return value;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /**
     * Reads bytes from the network.
     *
     * @throws WireException {@code too_large} beyond {@code maxBytes}; {@code malformed} for bad UTF-8 or JSON of another shape
     */
    public static <T> T read(byte[] utf8, int maxBytes, Class<T> type) throws WireException {
        return read(text(utf8, maxBytes), type);
    }

    static String text(byte[] utf8, int maxBytes) throws WireException {
        if (utf8.length > maxBytes) {
            throw new WireException(ProblemCode.TOO_LARGE, "at most " + maxBytes + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WireException(ProblemCode.MALFORMED, "the bytes are not UTF-8");
        }
    }

    static <T> T convert(JsonNode node, Class<T> type) throws WireException {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    static JsonNode tree(String json) throws WireException {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Tells where, never what: the original message quotes the input. */
    static WireException malformed(JacksonException e) {
        StringBuilder where = new StringBuilder();
        e.getPath()
                .forEach(step -> where.append('/')
                        .append(
                                step.getPropertyName() == null
                                        ? Integer.toString(step.getIndex())
                                        : step.getPropertyName()));
        String detail = where.isEmpty() ? "not the JSON that is expected here" : "wrong or missing value at " + where;
        return new WireException(ProblemCode.MALFORMED, detail);
    }

    /** Jackson would give a missing number as 0. Only {@link Optional} fields may be left out. */
    private static final class EveryFieldIsRequired extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.getRawType() != Optional.class;
        }
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule("callvault");
        id(module, UserId.class, UserId::of);
        id(module, DeviceId.class, DeviceId::of);
        id(module, ConversationId.class, ConversationId::of);
        id(module, MessageId.class, MessageId::of);
        id(module, ClientMessageId.class, ClientMessageId::of);
        id(module, EventId.class, EventId::of);
        id(module, CallId.class, CallId::of);
        text(module, Bytes.class, Bytes::base64Url, Bytes::ofBase64Url);
        module.addSerializer(Frame.Event.class, new EventJson.Writer());
        module.addDeserializer(Frame.Event.class, new EventJson.Reader());
        module.addSerializer(Frames.class, new FramesJson.Writer());
        module.addDeserializer(Frames.class, new FramesJson.Reader());
        return module;
    }

    private static <T extends Id> void id(SimpleModule module, Class<T> type, Function<String, T> parse) {
        text(module, type, Object::toString, parse);
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<? super T, String> write, Function<String, T> parse) {
        module.addSerializer(type, new ValueSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new ValueDeserializer<T>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) {
                String text = in.getValueAsString();
                try {
                    if (text != null) {
                        return parse.apply(text);
                    }
                } catch (IllegalArgumentException e) {
                    return type.cast(context.handleWeirdStringValue(type, text, "not of the form needed"));
                }
                return type.cast(context.handleUnexpectedToken(context.constructType(type), in));
            }
        });
    }
}
