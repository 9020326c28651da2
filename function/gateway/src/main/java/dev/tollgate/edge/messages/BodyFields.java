package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object in a request's body. What is wrong is said in Anthropic's words:
 * {@code messages.0.content.1.source: Field required}. A field that is null counts as absent.
 *
 * @param path of the object; empty for the body itself
 */
record BodyFields(String path, ObjectNode object) {

    /** The path of one of its fields. */
    String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    JsonNode node(String field) {
        return object.path(field);
    }

    /** Requires a field, of whatever type. */
    void require(String field) {
        required(field, has(field) ? object : null);
    }

    /** A text that must be there. */
    String text(String field) {
        return required(field, optionalText(field));
    }

    @Nullable
    String optionalText(String field) {
        JsonNode value = value(field, JsonNode::isTextual, "Input should be a valid string");
        return value == null ? null : value.textValue();
    }

    @Nullable
    Boolean flag(String field) {
        JsonNode value = value(field, JsonNode::isBoolean, "Input should be a valid boolean");
        return value == null ? null : value.booleanValue();
    }

    /** A whole number that must be there, and is at least this. */
    int requiredInteger(String field, int least) {
        return required(field, integer(field, least));
    }

    /** A whole number that is at least this; null where it is absent. */
    @Nullable
    Integer integer(String field, int least) {
        JsonNode value = value(
                field,
                node -> node.canConvertToExactIntegral() && node.canConvertToInt(),
                "Input should be a valid integer");
        if (value != null && value.intValue() < least) {
            throw invalid(field, "Input should be greater than or equal to " + least);
        }
        return value == null ? null : value.intValue();
    }

    /** A number from 0 to 1; null where it is absent. */
    @Nullable
    BigDecimal share(String field) {
        JsonNode value = value(field, node -> NumberParser.decimal(node).isPresent(), "Input should be a valid number");
        if (value == null) {
            return null;
        }
        BigDecimal number = NumberParser.decimal(value).orElseThrow();
        if (number.signum() < 0) {
            throw invalid(field, "Input should be greater than or equal to 0");
        }
        if (number.compareTo(BigDecimal.ONE) > 0) {
            throw invalid(field, "Input should be less than or equal to 1");
        }
        return number;
    }

    /** An object that must be there. */
    BodyFields fields(String field) {
        return required(field, optionalFields(field));
    }

    @Nullable
    BodyFields optionalFields(String field) {
        JsonNode value = value(field, JsonNode::isObject, "Input should be an object");
        return value == null ? null : new BodyFields(at(field), (ObjectNode) value);
    }

    /** The objects of a list; none where it is absent. */
    List<BodyFields> list(String field) {
        JsonNode value = value(field, JsonNode::isArray, "Input should be a valid array");
        List<BodyFields> objects = new ArrayList<>();
        if (value != null) {
            for (JsonNode element : value) {
                String place = at(field) + "." + objects.size();
                if (!(element instanceof ObjectNode inner)) {
                    throw invalidAt(place, "Input should be an object");
                }
                objects.add(new BodyFields(place, inner));
            }
        }
        return objects;
    }

    /** All fields but these, without those that are null. */
    Map<String, JsonNode> except(Set<String> known) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (!known.contains(field.getKey()) && !field.getValue().isNull()) {
                others.put(field.getKey(), field.getValue());
            }
        });
        return others;
    }

    /** What is wrong with one of the fields. */
    GatewayException invalid(String field, String what) {
        return invalidAt(at(field), what);
    }

    private static GatewayException invalidAt(String place, String what) {
        return GatewayException.of(ErrorKind.INVALID_VALUE, place, place + ": " + what);
    }

    private <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw GatewayException.of(ErrorKind.MISSING_PARAMETER, at(field), at(field) + ": Field required");
        }
        return value;
    }

    private @Nullable JsonNode value(String field, Predicate<JsonNode> valid, String what) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!valid.test(value)) {
            throw invalid(field, what);
        }
        return value;
    }
}
