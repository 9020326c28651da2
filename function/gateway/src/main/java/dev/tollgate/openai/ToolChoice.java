package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whether and which tool the model must call
 * (https://platform.openai.com/docs/api-reference/chat/create#chat-create-tool_choice).
 */
public sealed interface ToolChoice {

    /** The model decides. */
    record Auto() implements ToolChoice {}

    /** No tool may be called. */
    record None() implements ToolChoice {}

    /** Some tool must be called. */
    record Required() implements ToolChoice {}

    /** This function must be called. */
    record Named(String function) implements ToolChoice {}

    /** A form that only OpenAI's own API knows, such as {@code allowed_tools}. */
    record Other(JsonNode value) implements ToolChoice {}

    /**
     * Reads the field's value; null stands for a field that is not there.
     *
     * @throws GatewayException {@code INVALID_VALUE}
     */
    static ToolChoice of(JsonNode value) {
        if (value == null || value.isNull()) {
            return new Auto();
        }
        if (value.isTextual()) {
            return switch (value.textValue()) {
                case "auto" -> new Auto();
                case "none" -> new None();
                case "required" -> new Required();
                default -> throw wrong("tool_choice");
            };
        }
        if (!value.isObject()) {
            throw wrong("tool_choice");
        }
        if (!value.path("type").asText().equals("function")) {
            return new Other(value);
        }
        JsonNode name = value.path("function").path("name");
        if (!name.isTextual()) {
            throw wrong("tool_choice.function.name");
        }
        return new Named(name.textValue());
    }

    private static GatewayException wrong(String field) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE,
                field,
                "Invalid value for '" + field + "': expected auto, none, required, or a function by name.");
    }
}
