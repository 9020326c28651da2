package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tollgate.parse.NumberParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The SHA-256 of values as canonical JSON: equal values have the same digest, in whatever order their fields are and however their
 * numbers are written. Much as RFC 8785, but numbers keep all their digits.
 */
public final class CanonicalDigest {
    private static final JsonMapper MAPPER =
            JsonCodec.mapper().rebuild().addModule(new JavaTimeModule()).build();

    private final MessageDigest digest = sha256();

    /** The SHA-256 of this text alone, in hexadecimal digits. */
    public static String ofText(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds a value under this name: text, a number, a record, or a collection of these in an order of its own. */
    public CanonicalDigest add(String name, Object value) {
        write(MAPPER.createObjectNode().set(name, MAPPER.valueToTree(value)));
        return this;
    }

    /** The digest of everything that was added, in hexadecimal digits. Call it once. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void write(JsonNode value) {
        try (JsonGenerator generator =
                MAPPER.createGenerator(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
