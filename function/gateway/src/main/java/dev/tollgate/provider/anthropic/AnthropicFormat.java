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
import dev.tollgate.provider.claude.JsonMode;
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
        return switch (mode(format, model)) {
            case JsonMode.FreeText() -> FREE;
            case JsonMode.EnforcedSchema(JsonSchema wanted, ObjectNode schema) ->
                new AnthropicFormat(ClosedSchema.of(described(schema, wanted.description())), null);
            case JsonMode.AnswerTool(String description, JsonNode schema) -> byTool(description, schema);
            case JsonMode.NoMode() -> {
                unsupported.report(FIELD, "has no JSON mode for this model; send a schema without maps and recursion");
                yield FREE;
            }
            case JsonMode.UnknownFormat() -> {
                unsupported.report(FIELD, "supports the formats text, json_object and json_schema");
                yield FREE;
            }
        };
    }

    static JsonMode mode(ResponseFormat format, ClaudeModel model) {
        return JsonMode.of(
                format,
                model.supportsForcedTools(),
                schema -> model.enforcesSchemas() && ClosedSchema.isEnforceable(schema));
    }

    private static AnthropicFormat byTool(@Nullable String description, @Nullable JsonNode schema) {
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
