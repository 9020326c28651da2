package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads one optional field of a request; null, or nothing, where it is not there. Throws {@code INVALID_VALUE}. */
final class OptionalField {
    private OptionalField() {}

    static String text(Map<String, JsonNode> asked, String field) {
        return value(asked, field, "a string", JsonNode::isTextual, JsonNode::textValue);
    }

    static Boolean flag(Map<String, JsonNode> asked, String field) {
        return value(asked, field, "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
    }

    static BigDecimal number(Map<String, JsonNode> asked, String field) {
        return value(asked, field, "a number", JsonNode::isNumber, JsonNode::decimalValue);
    }

    static Long integer(Map<String, JsonNode> asked, String field) {
        return value(asked, field, "an integer", JsonNode::canConvertToExactIntegral, JsonNode::longValue);
    }

    static Integer smallInteger(Map<String, JsonNode> asked, String field) {
        return value(
                asked,
                field,
                "an integer",
                node -> node.canConvertToExactIntegral() && node.canConvertToInt(),
                JsonNode::intValue);
    }

    /** A string, or a list of strings. */
    static List<String> texts(Map<String, JsonNode> asked, String field) {
        List<String> texts =
                value(asked, field, "a string or an array of strings", OptionalField::isTexts, OptionalField::texts);
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

    private static <T> T value(
            Map<String, JsonNode> asked,
            String field,
            String expected,
            Predicate<JsonNode> form,
            Function<JsonNode, T> reader) {
        JsonNode node = asked.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!form.test(node)) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    field,
                    "Invalid type or value for '" + field + "': expected " + expected + ".");
        }
        return reader.apply(node);
    }
}
