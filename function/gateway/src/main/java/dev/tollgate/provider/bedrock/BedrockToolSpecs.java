package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.Tool;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.ClosedSchema;
import dev.tollgate.provider.claude.StrictLimits;
import dev.tollgate.provider.claude.ToolSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts the caller's tools (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html).
 */
final class BedrockToolSpecs {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_NAME_LENGTH = 64;

    private BedrockToolSpecs() {}

    static ArrayNode of(List<Tool> requested, BedrockModel model, UnsupportedFields unsupported) {
        ArrayNode tools = NODES.arrayNode();
        Map<String, ObjectNode> byName = new HashMap<>();
        StrictLimits limits = new StrictLimits();
        for (int i = 0; i < requested.size(); i++) {
            Tool.Function function = requested.get(i).function();
            String path = "tools[" + i + "]";
            if (function == null || function.name() == null) {
                unsupported.report(path, "supports only functions");
                continue;
            }
            if (function.name().equals(BedrockFormat.JSON_TOOL)) {
                unsupported.report(path + ".function.name", "reserves this name for JSON output");
            }
            ObjectNode spec = spec(function, path, model, unsupported);
            boolean isEnforced =
                    model.claude().isClaude() && spec.path("toolSpec").has("strict");
            if (isEnforced && !limits.admits(spec.withObject("/toolSpec/inputSchema/json"))) {
                spec.withObject("/toolSpec").remove("strict");
                unsupported.report(path + ".function.strict", "does not enforce so many schemas, or such large ones");
            }
            ObjectNode before = byName.putIfAbsent(function.name(), spec);
            if (before == null) {
                tools.add(spec);
                BedrockCache.addPoint(requested.get(i).extra(), tools);
            } else if (!before.equals(spec)) {
                // Bedrock requires different names. Frameworks add the same tool twice.
                unsupported.report(path + ".function.name", "takes each name only once");
            }
        }
        return tools;
    }

    /** A name that Bedrock accepts: other providers' models call functions whose names contain dots and colons. */
    static String acceptedName(@Nullable String name) {
        String accepted = name == null || name.isEmpty() ? "unknown" : name.replaceAll("[^a-zA-Z0-9_-]", "_");
        return accepted.length() <= MAX_NAME_LENGTH ? accepted : accepted.substring(0, MAX_NAME_LENGTH);
    }

    /** A tool with these parameters; a null description is left out. */
    static ObjectNode spec(
            String name, @Nullable String description, @Nullable JsonNode parameters, BedrockModel model) {
        ObjectNode spec = NODES.objectNode().put("name", name);
        if (description != null && !description.isBlank()) {
            spec.put("description", description);
        }
        ObjectNode schema = ToolSchema.of(parameters);
        spec.putObject("inputSchema").set("json", model.takesWholeSchemas() ? schema : NovaSchema.of(schema));
        return NODES.objectNode().set("toolSpec", spec);
    }

    /** Models other than Claude and Nova get {@code strict} as it is. Only some of them support it. */
    private static ObjectNode spec(
            Tool.Function function, String path, BedrockModel model, UnsupportedFields unsupported) {
        ObjectNode tool = spec(function.name(), function.description(), function.parameters(), model);
        ObjectNode spec = (ObjectNode) tool.get("toolSpec");
        JsonNode strict = function.extra().get("strict");
        if (strict == null || !strict.asBoolean(false)) {
            return tool;
        }
        ObjectNode schema = ToolSchema.of(function.parameters());
        if (!model.claude().isClaude() && model.takesWholeSchemas()) {
            spec.put("strict", true);
        } else if (model.enforcesTools() && ClosedSchema.isEnforceable(schema)) {
            spec.put("strict", true).putObject("inputSchema").set("json", ClosedSchema.of(schema));
        } else {
            unsupported.report(path + ".function.strict", "does not enforce this schema with this model");
        }
        return tool;
    }
}
