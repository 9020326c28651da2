package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arguments of a call as an object: OpenAI has them as text, most other APIs refuse anything but an object. */
public final class ArgumentsObject {
    /** The only field of an object for arguments that are none. */
    public static final String TEXT = "arguments";

    private static final ObjectReader JSON =
            JsonCodec.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ArgumentsObject() {}

    /**
     * Parses the arguments. Models send empty text for functions without parameters, which becomes an empty object.
     *
     * <p>Models also write text that is not a JSON object, and a limit of tokens cuts arguments short. The agent reports that as the
     * call's result, and the conversation goes on, so such text becomes the only field of an object.
     */
    public static ObjectNode of(@Nullable String arguments) {
        if (arguments == null || arguments.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        return parsed(arguments).orElseGet(() -> wrapped(arguments));
    }

    /** Whether these arguments are an object, and not cut short. */
    public static boolean isWhole(String arguments) {
        return parsed(arguments).isPresent();
    }

    private static Optional<ObjectNode> parsed(String arguments) {
        try {
            return JSON.readTree(arguments) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static ObjectNode wrapped(String arguments) {
        return JsonNodeFactory.instance.objectNode().put(TEXT, arguments);
    }
}
