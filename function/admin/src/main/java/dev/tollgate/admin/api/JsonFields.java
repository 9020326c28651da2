package dev.tollgate.admin.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.openai.JsonTreeModule;
import dev.tollgate.parse.TimeParser;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The JSON object in the body of a request. A field of the wrong type, or that nobody knows, is an error that names it. */
record JsonFields(ObjectNode object) {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int DEEPEST = 30;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JsonTreeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Reads a body of at most 256 KiB. */
    static JsonFields read(InputStream body) {
        return parsed(RequestBytes.read(body, MOST_BYTES));
    }

    private static JsonFields parsed(byte[] bytes) {
        try {
            if (bytes.length > 0 && JSON.readTree(bytes) instanceof ObjectNode object) {
                return new JsonFields(object);
            }
        } catch (JsonProcessingException wrong) {
            // Without the cause and its message: both quote the body.
            throw noObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
        throw noObject();
    }

    /** The same; no body is an empty object. */
    static JsonFields readIfAny(InputStream body) {
        byte[] bytes = RequestBytes.read(body, MOST_BYTES);
        return bytes.length == 0 ? new JsonFields(JSON.createObjectNode()) : parsed(bytes);
    }

    private static AdminException noObject() {
        return new AdminException(AdminErrorKind.INVALID_VALUE, "The body is not a JSON object.");
    }

    /** Refuses all fields but these. */
    JsonFields only(String... names) {
        Set<String> known = new TreeSet<>(Set.of(names));
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new AdminException(
                                AdminErrorKind.INVALID_VALUE,
                                "Unknown field '" + name + "'; known here: " + String.join(", ", known) + ".")
                        .of(name);
            }
        });
        return this;
    }

    /** A text; empty if the field is absent or null. */
    Optional<String> text(String name) {
        return find(name).map(value -> {
            if (!value.isTextual()) {
                throw AdminException.invalid(name, "text");
            }
            return value.textValue();
        });
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> AdminException.invalid(name, "text, got none"));
    }

    /** The fields of an object; none if it is absent or null. */
    JsonFields object(String name) {
        return find(name)
                .map(value -> {
                    if (!(value instanceof ObjectNode fields)) {
                        throw AdminException.invalid(name, "an object");
                    }
                    return new JsonFields(fields);
                })
                .orElseGet(() -> new JsonFields(JSON.createObjectNode()));
    }

    /** A whole number within bounds; empty if the field is absent or null. */
    Optional<Integer> whole(String name, int least, int most) {
        return find(name).map(value -> {
            if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
                throw AdminException.invalid(name, "a whole number from " + least + " to " + most);
            }
            return value.intValue();
        });
    }

    /** An instant; empty if the field is absent or null. */
    Optional<Instant> instant(String name) {
        return text(name).map(value -> TimeParser.instant(value)
                .orElseThrow(() -> AdminException.invalid(name, "an instant such as 2027-01-31T12:00:00Z")));
    }

    private Optional<JsonNode> find(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }
}
