package dev.tollgate.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import org.jspecify.annotations.Nullable;

/** Converts a tool call's arguments: OpenAI sends them as text, most providers with an API of their own as an object. */
public final class ToolArguments {
    private static final String FIELD = "arguments";

    private static final ObjectReader JSON =
            JsonCodec.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ToolArguments() {}

    /**
     * Parses the arguments. Models send empty text for functions without parameters, which becomes an empty object.
     *
     * <p>Models also write text that is not a JSON object. The agent reports that as the call's result, and the conversation goes
     * on, so such text becomes the only field of an object.
     */
    public static ObjectNode object(@Nullable String arguments) {
        if (arguments == null || arguments.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(arguments) instanceof ObjectNode object ? object : wrapped(arguments);
        } catch (JsonProcessingException notJson) {
            return wrapped(arguments);
        }
    }

    /** The same as text. An object keeps the characters that the model wrote, which a prompt cache compares. */
    public static String objectText(@Nullable String arguments) {
        ObjectNode object = object(arguments);
        boolean wrapped = object.size() == 1
                && arguments != null
                && arguments.equals(object.path(FIELD).textValue());
        return arguments == null || arguments.isBlank() || wrapped ? object.toString() : arguments;
    }

    /** Writes the arguments as text; {@code {}} where there are none. */
    public static String text(@Nullable JsonNode arguments) {
        return arguments == null || !arguments.isObject() ? "{}" : arguments.toString();
    }

    private static ObjectNode wrapped(String arguments) {
        return JsonNodeFactory.instance.objectNode().put(FIELD, arguments);
    }
}
