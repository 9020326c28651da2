package dev.tollgate.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import org.jspecify.annotations.Nullable;

/** Converts a tool call's arguments: OpenAI sends them as text, most providers with an API of their own as an object. */
public final class ToolArguments {
    private ToolArguments() {}

    /**
     * Parses the arguments. Models send empty text for functions without parameters, which becomes an empty object.
     *
     * @param field the arguments' path in the request, such as {@code messages[1].tool_calls[0].function.arguments}
     * @throws GatewayException {@code INVALID_VALUE} where the text is not a JSON object
     */
    public static ObjectNode object(@Nullable String arguments, String field) {
        if (arguments == null || arguments.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            if (JsonCodec.mapper().readTree(arguments) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            throw invalid(field);
        }
        throw invalid(field);
    }

    /** Writes the arguments as text; {@code {}} where there are none. */
    public static String text(@Nullable JsonNode arguments) {
        return arguments == null || !arguments.isObject() ? "{}" : arguments.toString();
    }

    private static GatewayException invalid(String field) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected a JSON object, as text.");
    }
}
