package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.openai.ResponseFormat.JsonSchema;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a model comes to answer in the format that its client wants. Neither Anthropic nor Bedrock has a JSON mode without a schema: a
 * tool whose input is the answer takes its place.
 */
public sealed interface JsonMode {

    /** The client wants no JSON. */
    record FreeText() implements JsonMode {}

    /** The model keeps to the schema. */
    record EnforcedSchema(JsonSchema format, ObjectNode schema) implements JsonMode {}

    /**
     * The model must call a tool with its answer.
     *
     * @param schema of the answer; absent if any object will do
     */
    record AnswerTool(
            @Nullable String description, @Nullable JsonNode schema) implements JsonMode {}

    /** The model neither keeps to the schema, nor can be made to call a tool. */
    record NoMode() implements JsonMode {}

    /** A format that the gateway does not know. */
    record UnknownFormat() implements JsonMode {}

    /**
     * The mode for this format.
     *
     * @param forcedTools whether the model can be made to call a tool
     * @param enforces whether the model keeps to a schema
     */
    static JsonMode of(ResponseFormat format, boolean forcedTools, Predicate<ObjectNode> enforces) {
        return switch (format) {
            case ResponseFormat.Text _ -> new FreeText();
            case ResponseFormat.JsonObject _ -> byTool(null, null, forcedTools);
            case JsonSchema wanted ->
                wanted.schema() instanceof ObjectNode schema && enforces.test(schema)
                        ? new EnforcedSchema(wanted, schema)
                        : byTool(wanted.description(), wanted.schema(), forcedTools);
            case ResponseFormat.Other _ -> new UnknownFormat();
        };
    }

    private static JsonMode byTool(@Nullable String description, @Nullable JsonNode schema, boolean forcedTools) {
        return forcedTools ? new AnswerTool(description, schema) : new NoMode();
    }
}
