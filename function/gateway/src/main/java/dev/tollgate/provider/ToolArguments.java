package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ArgumentsObject;
import org.jspecify.annotations.Nullable;

/** Converts a tool call's arguments: OpenAI sends them as text, most providers with an API of their own as an object. */
public final class ToolArguments {
    private ToolArguments() {}

    /** The arguments as an object, as {@link ArgumentsObject} reads them. */
    public static ObjectNode object(@Nullable String arguments) {
        return ArgumentsObject.of(arguments);
    }

    /** The same as text. An object keeps the characters that the model wrote, which a prompt cache compares. */
    public static String objectText(@Nullable String arguments) {
        ObjectNode object = object(arguments);
        boolean wrapped = object.size() == 1
                && arguments != null
                && arguments.equals(object.path(ArgumentsObject.TEXT).textValue());
        return arguments == null || arguments.isBlank() || wrapped ? object.toString() : arguments;
    }

    /** Writes the arguments as text; {@code {}} where there are none. */
    public static String text(@Nullable JsonNode arguments) {
        return arguments == null || !arguments.isObject() ? "{}" : arguments.toString();
    }
}
