package dev.tollgate.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Writes OTLP's JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): ids are hexadecimal, whole numbers of 64 bits
 * are text, and enumerations are numbers.
 */
final class OtlpJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long NANOS = 1_000_000_000L;

    private OtlpJson() {}

    /** What a document holds. */
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /**
     * A document of one process and one instrumentation.
     *
     * @param resources the field that holds everything, such as {@code resourceSpans}
     * @param scopes the field below it, such as {@code scopeSpans}
     * @param items the field of the items, such as {@code spans}
     * @param content writes the items
     */
    static byte[] document(String resources, String scopes, String items, SpanAttributes resource, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart(resources);
            json.writeStartObject();
            json.writeObjectFieldStart("resource");
            attributes(json, resource);
            json.writeEndObject();
            json.writeArrayFieldStart(scopes);
            json.writeStartObject();
            json.writeObjectFieldStart("scope");
            json.writeStringField("name", "dev.tollgate");
            json.writeEndObject();
            json.writeArrayFieldStart(items);
            content.writeTo(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        // The generator closes what is open.
        return bytes.toByteArray();
    }

    static void attributes(JsonGenerator json, SpanAttributes attributes) throws IOException {
        json.writeArrayFieldStart("attributes");
        attributes.forEach((name, value) -> attribute(json, name, value));
        json.writeEndArray();
    }

    private static void attribute(JsonGenerator json, String name, Object value) {
        try {
            json.writeStartObject();
            json.writeStringField("key", name);
            json.writeObjectFieldStart("value");
            value(json, value);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Long number -> json.writeStringField("intValue", number.toString());
            case Double number -> json.writeNumberField("doubleValue", number);
            case Boolean flag -> json.writeBooleanField("boolValue", flag);
            case List<?> texts -> {
                json.writeObjectFieldStart("arrayValue");
                json.writeArrayFieldStart("values");
                for (Object text : texts) {
                    json.writeStartObject();
                    json.writeStringField("stringValue", text.toString());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            default -> json.writeStringField("stringValue", value.toString());
        }
    }

    /** An instant in nanoseconds since 1970. */
    static void time(JsonGenerator json, String field, Instant instant) throws IOException {
        json.writeStringField(field, Long.toString(instant.getEpochSecond() * NANOS + instant.getNano()));
    }
}
