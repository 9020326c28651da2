package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.openai.ResponseFormat.JsonSchema;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.ClosedSchema;
import dev.tollgate.provider.claude.JsonMode;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway makes the model return JSON. It uses {@code outputConfig}
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html) where a Claude enforces schemas. Otherwise it
 * adds a tool whose input is the response.
 *
 * @param outputConfig empty unless the model enforces the schema
 * @param tool the tool that the model must call with its response
 */
record BedrockFormat(ObjectNode outputConfig, @Nullable ObjectNode tool) {
    /** The tool whose input is the JSON output: no tool of a client may have its name. */
    static final String JSON_TOOL = "tollgate_answer";

    private static final String FIELD = "response_format";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static BedrockFormat of(ResponseFormat format, BedrockModel model, UnsupportedFields unsupported) {
        return switch (mode(format, model)) {
            case JsonMode.FreeText() -> free();
            case JsonMode.EnforcedSchema(JsonSchema wanted, ObjectNode schema) ->
                new BedrockFormat(enforced(wanted, ClosedSchema.of(schema)), null);
            case JsonMode.AnswerTool(String description, JsonNode schema) -> byTool(description, schema, model);
            case JsonMode.NoMode() -> {
                unsupported.report(FIELD, "has no JSON mode for this model; send a schema without maps and recursion");
                yield free();
            }
            case JsonMode.UnknownFormat() -> {
                unsupported.report(FIELD, "does not support this format");
                yield free();
            }
        };
    }

    private static BedrockFormat free() {
        return new BedrockFormat(NODES.objectNode(), null);
    }

    static JsonMode mode(ResponseFormat format, BedrockModel model) {
        return JsonMode.of(
                format,
                model.supportsForcedTools(),
                schema -> model.enforcesAnswers() && ClosedSchema.isEnforceable(schema));
    }

    private static BedrockFormat byTool(@Nullable String description, @Nullable JsonNode schema, BedrockModel model) {
        return new BedrockFormat(
                NODES.objectNode(),
                BedrockToolSpecs.spec(
                        JSON_TOOL,
                        description == null ? "Gives the answer, in place of a text." : description,
                        schema instanceof ObjectNode object ? object : anyObject(),
                        model));
    }

    /** A closed object without properties would be empty. */
    private static ObjectNode anyObject() {
        return NODES.objectNode().put("type", "object").put("additionalProperties", true);
    }

    /** Bedrock takes the schema as text. */
    private static ObjectNode enforced(JsonSchema format, JsonNode schema) {
        ObjectNode json = NODES.objectNode().put("schema", schema.toString()).put("name", format.name());
        if (format.description() != null && !format.description().isBlank()) {
            json.put("description", format.description());
        }
        ObjectNode textFormat = NODES.objectNode().put("type", "json_schema");
        textFormat.putObject("structure").set("jsonSchema", json);
        return NODES.objectNode().set("textFormat", textFormat);
    }
}
