package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tools} and {@code toolConfig} (https://ai.google.dev/api/caching#Tool).
 *
 * @param extra the choice among the functions, and a search of the web
 */
record ToolsReader(List<Tool> tools, Map<String, JsonNode> extra) {
    private static final String FUNCTION = "function";
    private static final String GOOGLES = "has no such tool";

    static ToolsReader of(SentObject request, UntranslatedFields untranslated) {
        List<Tool> tools = new ArrayList<>();
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        for (SentObject tool : request.objects("tools")) {
            tool.objects("functionDeclarations").forEach(function -> tools.add(function(function)));
            addSearch(tool, extra);
            tool.node().fieldNames().forEachRemaining(name -> {
                if (tool.isUnread(name)) {
                    tool.get(name);
                    untranslated.add(tool.path(name), GOOGLES);
                }
            });
        }
        request.object("toolConfig").ifPresent(config -> {
            config.object("functionCallingConfig")
                    .map(calling -> choice(calling))
                    .ifPresent(choice -> extra.put("tool_choice", choice));
            // It asks Google for something that only its own tools need.
            config.get("includeServerSideToolInvocations");
            config.reportOthers();
        });
        if (tools.isEmpty()) {
            extra.remove("tool_choice");
        }
        return new ToolsReader(tools, extra);
    }

    /** Google's search without settings is a search of the web, which other providers have as well. */
    private static void addSearch(SentObject tool, Map<String, JsonNode> extra) {
        for (String name : new String[] {"googleSearch", "googleSearchRetrieval"}) {
            Optional<SentObject> search = tool.object(name);
            if (search.isPresent()) {
                extra.put("web_search_options", JsonNodeFactory.instance.objectNode());
                search.get().reportOthers();
            }
        }
    }

    private static Tool function(SentObject declaration) {
        String name = declaration.requiredText("name");
        Optional<JsonNode> schema = declaration.get("parameters").map(OpenApiSchema::asJsonSchema);
        JsonNode parameters =
                declaration.get("parametersJsonSchema").or(() -> schema).orElse(null);
        Tool.Function function = new Tool.Function(name, declaration.text("description"), parameters, Map.of());
        // What it returns helps to describe it; Google's models get it, too, only where they take it.
        declaration.get("response");
        declaration.get("responseJsonSchema");
        declaration.reportOthers();
        return new Tool(FUNCTION, function, Map.of());
    }

    /** OpenAI's choice; null where the model decides. */
    private static @Nullable JsonNode choice(SentObject calling) {
        String mode = calling.text("mode");
        List<String> names = calling.texts("allowedFunctionNames");
        calling.reportOthers();
        return switch (mode == null ? "AUTO" : mode) {
            case "NONE" -> TextNode.valueOf("none");
            case "ANY" -> names.size() == 1 ? named(names.getFirst()) : among(names, "required");
            default -> names.isEmpty() ? null : among(names, "auto");
        };
    }

    private static JsonNode named(String function) {
        ObjectNode choice = JsonNodeFactory.instance.objectNode().put("type", FUNCTION);
        choice.putObject(FUNCTION).put("name", function);
        return choice;
    }

    private static JsonNode among(List<String> names, String mode) {
        if (names.isEmpty()) {
            return TextNode.valueOf(mode);
        }
        ObjectNode choice = JsonNodeFactory.instance.objectNode().put("type", "allowed_tools");
        ArrayNode tools = choice.putObject("allowed_tools").put("mode", mode).putArray("tools");
        names.forEach(name -> tools.add(named(name)));
        return choice;
    }
}
