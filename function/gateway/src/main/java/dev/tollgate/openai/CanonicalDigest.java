package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.Sha256Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The SHA-256 of values as canonical JSON: equal values have the same digest, in whatever order their fields are and however their
 * numbers are written. Much as RFC 8785, but numbers keep all their digits.
 */
public final class CanonicalDigest {
    private static final JsonMapper MAPPER =
            JsonCodec.mapper().rebuild().addModule(new JavaTimeModule()).build();

    private final Sha256Digest digest = Sha256Digest.start();

    /** Adds a value under this name: text, a number, a record, or a collection of these in an order of its own. */
    public CanonicalDigest add(String name, Object value) {
        write(MAPPER.createObjectNode().set(name, MAPPER.valueToTree(value)));
        return this;
    }

    /** The digest of everything that was added, in hexadecimal digits. Call it once. */
    public String hex() {
        return digest.hex();
    }

    private void write(JsonNode value) {
        try (JsonGenerator generator = MAPPER.createGenerator(digest.stream())) {
            write(value, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to a digest cannot fail", impossible);
        }
    }

    /** Nested as deeply as {@link StreamWriteConstraints} allow: more than any request may be. */
    private static void write(JsonNode value, JsonGenerator generator) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                for (Map.Entry<String, JsonNode> field : sorted(value).entrySet()) {
                    generator.writeFieldName(field.getKey());
                    write(field.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (JsonNode element : value) {
                    write(element, generator);
                }
                generator.writeEndArray();
            }
            case NUMBER ->
                generator.writeNumber(NumberParser.decimal(value)
                        .map(number -> number.stripTrailingZeros().toString())
                        .orElseGet(value::asText));
            case STRING -> generator.writeString(value.textValue());
            case BOOLEAN -> generator.writeBoolean(value.booleanValue());
            case NULL, MISSING -> generator.writeNull();
            case BINARY, POJO -> throw new IllegalArgumentException("a " + value.getNodeType() + " is not JSON");
        }
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
