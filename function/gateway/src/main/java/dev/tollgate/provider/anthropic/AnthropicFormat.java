package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.openai.ResponseFormat.JsonSchema;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.AnthropicReply;
import dev.tollgate.provider.claude.ClaudeModel;
import dev.tollgate.provider.claude.ClosedSchema;
import dev.tollgate.provider.claude.ToolSchema;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway makes the model return JSON. It uses {@code output_config.format}
 * (https://platform.claude.com/docs/en/build-with-claude/structured-outputs) where the model supports it. Otherwise it adds a
 * tool whose input is the response. Anthropic has no JSON mode without a schema, so the tool serves that purpose too.
 *
 * @param schema the schema for {@code output_config.format}
 * @param tool the tool that the model must call with its response
 */
record AnthropicFormat(
        @Nullable ObjectNode schema, @Nullable ObjectNode tool) {
    private static final String FIELD = "response_format";
    private static final AnthropicFormat FREE = new AnthropicFormat(null, null);

    static AnthropicFormat of(ResponseFormat format, ClaudeModel model, UnsupportedFields unsupported) {
        return switch (format) {
            case ResponseFormat.Text() -> FREE;
            case ResponseFormat.JsonObject() -> byTool(null, null, model, unsupported);
            case JsonSchema(String name, String description, JsonNode schema, boolean strict) ->
                schema instanceof ObjectNode object && enforces(model, object)
                        ? new AnthropicFormat(ClosedSchema.of(described(object, description)), null)
                        : byTool(description, schema, model, unsupported);
            case ResponseFormat.Other(JsonNode value) -> {
                unsupported.report(FIELD, "supports the formats text, json_object and json_schema");
                yield FREE;
            }
        };
    }

    /** Whether the model gives its answer in this format as the input of a tool. */
    static boolean needsTool(ResponseFormat format, ClaudeModel model) {
        return model.supportsForcedTools()
                && switch (format) {
                    case ResponseFormat.Text _, ResponseFormat.Other _ -> false;
                    case ResponseFormat.JsonObject _ -> true;
                    case JsonSchema schema ->
                        !(schema.schema() instanceof ObjectNode object && enforces(model, object));
                };
    }

    private static boolean enforces(ClaudeModel model, ObjectNode schema) {
        return model.enforcesSchemas() && ClosedSchema.isEnforceable(schema);
    }

    private static AnthropicFormat byTool(
            @Nullable String description, @Nullable JsonNode schema, ClaudeModel model, UnsupportedFields unsupported) {
        if (!model.supportsForcedTools()) {
            unsupported.report(FIELD, "has no JSON mode for this model; send a schema without maps and recursion");
            return FREE;
        }
        ObjectNode tool = JsonNodeFactory.instance
                .objectNode()
                .put("name", AnthropicReply.JSON_TOOL)
                .put("description", description == null ? "Gives the answer, as a JSON object." : description);
        tool.set("input_schema", schema == null ? anyObject() : ToolSchema.of(schema));
        return new AnthropicFormat(null, tool);
    }

    private static ObjectNode anyObject() {
        return JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", true);
    }

    /** Puts the description into the schema, because Anthropic has no other field for it. */
    private static ObjectNode described(ObjectNode schema, @Nullable String description) {
        return description == null || schema.has("description")
                ? schema
                : schema.deepCopy().put("description", description);
    }
}
