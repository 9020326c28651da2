package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object of a request. A field of the wrong type is an {@code INVALID_VALUE} that names it; null is as good as absent.
 *
 * @param path of the object, such as {@code input[2]}; empty for the request itself
 */
record JsonFields(ObjectNode node, String path) {

    /** The path of a field. */
    String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** The object's {@code type}; empty where it has none. */
    String type() {
        String type = text("type");
        return type == null ? "" : type;
    }

    @Nullable
    String text(String field) {
        JsonNode value = value(field);
        return value == null
                ? null
                : expect(field, value.isTextual(), "a string", value).textValue();
    }

    String requiredText(String field) {
        String text = text(field);
        RequestRules.present(name(field), text != null);
        return Objects.requireNonNull(text);
    }

    @Nullable
    Boolean flag(String field) {
        JsonNode value = value(field);
        return value == null
                ? null
                : Boolean.valueOf(
                        expect(field, value.isBoolean(), "true or false", value).booleanValue());
    }

    @Nullable
    Integer integer(String field) {
        JsonNode value = value(field);
        return value == null
                ? null
                : Integer.valueOf(
                        expect(field, value.isIntegralNumber() && value.canConvertToInt(), "an integer", value)
                                .intValue());
    }

    @Nullable
    BigDecimal number(String field) {
        JsonNode value = value(field);
        return value == null ? null : NumberParser.decimal(value).orElseThrow(() -> invalid(field, "a number"));
    }

    Optional<JsonFields> object(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(new JsonFields(object, name(field)));
        }
        throw invalid(field, "an object");
    }

    /** The objects of a list; none where it is absent. */
    List<JsonFields> objects(String field) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : list(field)) {
            String elementPath = name(field) + "[" + objects.size() + "]";
            if (!(element instanceof ObjectNode object)) {
                throw GatewayException.of(ErrorKind.INVALID_VALUE, elementPath, words(elementPath, "an object"));
            }
            objects.add(new JsonFields(object, elementPath));
        }
        return objects;
    }

    /** The strings of a list; none where it is absent. */
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(field)) {
            texts.add(expect(field, element.isTextual(), "an array of strings", element)
                    .textValue());
        }
        return texts;
    }

    private List<JsonNode> list(String field) {
        JsonNode value = value(field);
        return value == null
                ? List.of()
                : expect(field, value.isArray(), "an array", value)
                        .valueStream()
                        .toList();
    }

    JsonNode requiredValue(String field) {
        JsonNode value = value(field);
        RequestRules.present(name(field), value != null);
        return Objects.requireNonNull(value);
    }

    @Nullable
    JsonNode value(String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode expect(String field, boolean holds, String expected, JsonNode value) {
        if (!holds) {
            throw invalid(field, expected);
        }
        return value;
    }

    GatewayException invalid(String field, String expected) {
        return GatewayException.of(ErrorKind.INVALID_VALUE, name(field), words(name(field), expected));
    }

    private static String words(String name, String expected) {
        return "Invalid type or value for '" + name + "': expected " + expected + ".";
    }
}
