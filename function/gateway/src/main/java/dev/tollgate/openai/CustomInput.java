package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The text that a custom tool takes (https://platform.openai.com/docs/guides/function-calling#custom-tools), as the only argument
 * of a function: so each model that calls functions can use such a tool.
 */
public final class CustomInput {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String INPUT = "input";

    private CustomInput() {}

    /** The schema of the arguments. */
    public static JsonNode parameters() {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        schema.putObject("properties").putObject(INPUT).put("type", "string");
        schema.putArray("required").add(INPUT);
        return schema.put("additionalProperties", false);
    }

    /** The function's arguments for an input. */
    public static String arguments(String input) {
        return NODES.objectNode().put(INPUT, input).toString();
    }

    /** The input in a function's arguments; the arguments themselves if the model has written something else. */
    public static String of(String arguments) {
        try {
            JsonNode input = JsonCodec.mapper().readTree(arguments).path(INPUT);
            return input.isTextual() ? input.textValue() : arguments;
        } catch (JsonProcessingException noJson) {
            return arguments;
        }
    }
}
