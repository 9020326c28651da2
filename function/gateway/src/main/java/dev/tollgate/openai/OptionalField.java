package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads one optional field of a request. Throws {@code INVALID_VALUE} where the field has another type. */
final class OptionalField {
    private OptionalField() {}

    static @Nullable String text(Map<String, JsonNode> fields, String field) {
        return value(fields, field, "a string", JsonNode::isTextual, JsonNode::textValue);
    }

    static @Nullable Boolean flag(Map<String, JsonNode> fields, String field) {
        return value(fields, field, "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
    }

    static @Nullable BigDecimal number(Map<String, JsonNode> fields, String field) {
        return value(
                fields, field, "a number", node -> NumberParser.decimal(node).isPresent(), node -> NumberParser.decimal(
                                node)
                        .orElseThrow());
    }

    static @Nullable Long integer(Map<String, JsonNode> fields, String field) {
        return value(fields, field, "an integer", JsonNode::canConvertToExactIntegral, JsonNode::longValue);
    }

    static @Nullable Integer smallInteger(Map<String, JsonNode> fields, String field) {
        return value(
                fields,
                field,
                "an integer",
                node -> node.canConvertToExactIntegral() && node.canConvertToInt(),
                JsonNode::intValue);
    }

    /** A string or a list of strings, as a list; empty where the field is absent. */
    static List<String> texts(Map<String, JsonNode> fields, String field) {
        List<String> texts =
                value(fields, field, "a string or an array of strings", OptionalField::isTexts, OptionalField::texts);
        return texts == null ? List.of() : texts;
    }

    private static boolean isTexts(JsonNode node) {
        return node.isTextual() || (node.isArray() && node.valueStream().allMatch(JsonNode::isTextual));
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(element -> texts.add(element.textValue()));
        return List.copyOf(texts);
    }

    private static <T> @Nullable T value(
            Map<String, JsonNode> fields,
            String field,
            String expected,
            Predicate<JsonNode> isValid,
            Function<JsonNode, T> reader) {
        JsonNode node = fields.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!isValid.test(node)) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    field,
                    "Invalid type or value for '" + field + "': expected " + expected + ".");
        }
        return reader.apply(node);
    }
}
