package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format that the model's text must have
 * (https://platform.openai.com/docs/api-reference/chat/create#chat-create-response_format).
 */
public sealed interface ResponseFormat {

    /** Any text. */
    record Text() implements ResponseFormat {}

    /** Any JSON object. */
    record JsonObject() implements ResponseFormat {}

    /**
     * JSON that conforms to a schema.
     *
     * @param strict whether the model must follow the schema exactly
     */
    record JsonSchema(
            String name,
            @Nullable String description,
            @Nullable JsonNode schema,
            boolean strict) implements ResponseFormat {}

    /** A format that only some providers know, such as a grammar. */
    record Other(JsonNode value) implements ResponseFormat {}

    /** The field of a request for a JSON object with one field, whose value is one of these words. */
    static Map<String, JsonNode> oneOf(String field, List<String> words) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ArrayNode values = schema.putObject("properties")
                .putObject(field)
                .put("type", "string")
                .putArray("enum");
        words.forEach(values::add);
        schema.putArray("required").add(field);
        schema.put("additionalProperties", false);
        ObjectNode format = JsonNodeFactory.instance.objectNode().put("type", "json_schema");
        format.putObject("json_schema").put("name", field).put("strict", true).set("schema", schema);
        return Map.of("response_format", format);
    }

    /**
     * Reads the field's value. An absent field means any text.
     *
     * @throws GatewayException {@code INVALID_VALUE}
     */
    static ResponseFormat of(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return new Text();
        }
        if (!value.path("type").isTextual()) {
            throw wrong("response_format", "an object with a type");
        }
        return switch (value.path("type").textValue()) {
            case "text" -> new Text();
            case "json_object" -> new JsonObject();
            case "json_schema" -> schema(value.path("json_schema"));
            default -> new Other(value);
        };
    }

    private static JsonSchema schema(JsonNode format) {
        if (!format.path("name").isTextual()) {
            throw wrong("response_format.json_schema.name", "a string");
        }
        JsonNode schema = format.path("schema");
        if (!schema.isObject() && !schema.isMissingNode() && !schema.isNull()) {
            throw wrong("response_format.json_schema.schema", "an object");
        }
        return new JsonSchema(
                format.path("name").textValue(),
                format.path("description").textValue(),
                schema.isObject() ? schema : null,
                format.path("strict").asBoolean(false));
    }

    private static GatewayException wrong(String field, String expected) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected " + expected + ".");
    }
}
