package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model must call a tool, and which one
 * (https://platform.openai.com/docs/api-reference/chat/create#chat-create-tool_choice).
 */
public sealed interface ToolChoice {

    /** The model decides. */
    record Auto() implements ToolChoice {}

    /** The model must not call a tool. */
    record None() implements ToolChoice {}

    /** The model must call at least one tool. */
    record Required() implements ToolChoice {}

    /** The model must call this function. */
    record Named(String function) implements ToolChoice {}

    /** A choice that only OpenAI's own API knows, such as {@code allowed_tools}. */
    record Other(JsonNode value) implements ToolChoice {}

    /**
     * Reads the field's value. An absent field leaves the decision to the model.
     *
     * @throws GatewayException {@code INVALID_VALUE}
     */
    static ToolChoice of(@Nullable JsonNode value) {
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

    /** Whether the field's value names a function. Unlike {@link #of}, it takes what only some providers know. */
    static boolean namesFunction(@Nullable JsonNode value) {
        return value != null && value.path("function").path("name").isTextual();
    }

    private static GatewayException wrong(String field) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE,
                field,
                "Invalid value for '" + field + "': expected auto, none, required, or a function by name.");
    }
}
