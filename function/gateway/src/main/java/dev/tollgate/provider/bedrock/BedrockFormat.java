package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.openai.ResponseFormat.JsonSchema;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.ClosedSchema;
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
    /** The tool whose input is the JSON output. A decoder does not know the request, so no other tool may have this name. */
    static final String JSON_TOOL = "tollgate_answer";

    private static final String FIELD = "response_format";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static BedrockFormat of(ResponseFormat format, BedrockModel model, UnsupportedFields unsupported) {
        return switch (format) {
            case ResponseFormat.Text() -> free();
            case JsonSchema schema
            when schema.schema() instanceof ObjectNode object -> ofSchema(schema, object, model, unsupported);
            case JsonSchema schema -> byTool(schema.description(), anyObject(), model, unsupported);
            // Bedrock has no JSON mode without a schema, and a closed object without properties would be empty.
            case ResponseFormat.JsonObject() -> byTool(null, anyObject(), model, unsupported);
            case ResponseFormat.Other _ -> {
                unsupported.report(FIELD, "does not support this format");
                yield free();
            }
        };
    }

    private static BedrockFormat free() {
        return new BedrockFormat(NODES.objectNode(), null);
    }

    private static BedrockFormat ofSchema(
            JsonSchema format, ObjectNode schema, BedrockModel model, UnsupportedFields unsupported) {
        if (enforces(model, schema)) {
            return new BedrockFormat(enforced(format, ClosedSchema.of(schema)), null);
        }
        return byTool(format.description(), schema, model, unsupported);
    }

    /** Whether the model gives its answer in this format as the input of a tool. */
    static boolean needsTool(ResponseFormat format, BedrockModel model) {
        return model.supportsForcedTools()
                && switch (format) {
                    case ResponseFormat.Text _, ResponseFormat.Other _ -> false;
                    case ResponseFormat.JsonObject _ -> true;
                    case JsonSchema schema ->
                        !(schema.schema() instanceof ObjectNode object && enforces(model, object));
                };
    }

    private static boolean enforces(BedrockModel model, ObjectNode schema) {
        return model.claude().enforcesSchemas() && ClosedSchema.isEnforceable(schema);
    }

    private static BedrockFormat byTool(
            @Nullable String description, ObjectNode schema, BedrockModel model, UnsupportedFields unsupported) {
        if (!model.supportsForcedTools()) {
            unsupported.report(FIELD, "has no JSON mode for this model; send a schema without maps and recursion");
            return free();
        }
        return new BedrockFormat(
                NODES.objectNode(),
                BedrockToolSpecs.spec(
                        JSON_TOOL,
                        description == null ? "Gives the answer, in place of a text." : description,
                        schema));
    }

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
