package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.openai.ResponseFormat.JsonSchema;
import dev.tollgate.provider.UnsupportedFields;

/**
 * How the answer is made to be JSON: by {@code output_config.format}
 * (https://platform.claude.com/docs/en/build-with-claude/structured-outputs) where the model has it, else by a tool whose
 * input is the answer. There is no mode for JSON without a schema, so that is the tool's task too.
 *
 * @param schema for {@code output_config.format}, or null
 * @param tool the tool that the model must answer with, or null
 */
record AnthropicFormat(ObjectNode schema, ObjectNode tool) {
    /** The tool's name: its calls are the answer's text. Not to be taken by a tool of the caller's. */
    static final String TOOL_NAME = "tollgate_json_answer";

    private static final String FIELD = "response_format";
    private static final AnthropicFormat FREE = new AnthropicFormat(null, null);

    static AnthropicFormat of(ResponseFormat format, ClaudeModel model, UnsupportedFields unsupported) {
        return switch (format) {
            case ResponseFormat.Text() -> FREE;
            case ResponseFormat.JsonObject() -> byTool(null, null, model, unsupported);
            case JsonSchema(String name, String description, JsonNode schema, boolean strict) ->
                schema instanceof ObjectNode object && model.keepsToSchemas()
                        ? new AnthropicFormat(ClosedSchema.of(described(object, description)), null)
                        : byTool(description, schema, model, unsupported);
            case ResponseFormat.Other(JsonNode value) -> {
                unsupported.report(FIELD, "knows the forms text, json_object and json_schema");
                yield FREE;
            }
        };
    }

    private static AnthropicFormat byTool(
            String description, JsonNode schema, ClaudeModel model, UnsupportedFields unsupported) {
        if (!model.canBeForced()) {
            unsupported.report(FIELD, "has no JSON mode for this model; ask with a schema");
            return FREE;
        }
        ObjectNode tool = JsonNodeFactory.instance
                .objectNode()
                .put("name", TOOL_NAME)
                .put("description", description == null ? "Gives the answer, as a JSON object." : description);
        tool.set("input_schema", schema == null ? anyObject() : AnthropicTools.inputSchema(schema));
        return new AnthropicFormat(null, tool);
    }

    private static ObjectNode anyObject() {
        return JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", true);
    }

    /** Anthropic has no other place for it. */
    private static ObjectNode described(ObjectNode schema, String description) {
        return description == null || schema.has("description")
                ? schema
                : schema.deepCopy().put("description", description);
    }
}
