package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
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
