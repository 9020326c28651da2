package dev.tollgate.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;

/** A tool call's arguments: JSON text at OpenAI, an object at most providers with an API of their own. */
public final class ToolArguments {
    private ToolArguments() {}

    /**
     * The object in this text; an empty one where the text is empty, as models send it for functions without parameters.
     *
     * @param field the arguments' path in the request, such as {@code messages[1].tool_calls[0].function.arguments}
     * @throws GatewayException {@code INVALID_VALUE} where it is no JSON object
     */
    public static ObjectNode object(String arguments, String field) {
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

    /** The text for this object, {@code {}} where there is none. */
    public static String text(JsonNode arguments) {
        return arguments == null || !arguments.isObject() ? "{}" : arguments.toString();
    }

    private static GatewayException invalid(String field) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected a JSON object, as text.");
    }
}
