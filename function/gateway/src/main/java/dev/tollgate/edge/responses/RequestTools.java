package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.CustomInput;
import dev.tollgate.openai.NamespacedName;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.UntranslatedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tools of a request (https://platform.openai.com/docs/guides/tools). Functions, custom tools and those in namespaces become
 * functions of chat; a search of the web becomes {@code web_search_options}. Other tools run at OpenAI only.
 */
final class RequestTools {
    private static final String DESCRIPTION = "description";
    private static final String PARAMETERS = "parameters";
    private static final String STRICT = "strict";

    private static final Set<String> OF_A_FUNCTION = Set.of("type", "name", DESCRIPTION, PARAMETERS, STRICT, "format");

    /** How OpenAI's own search and programs find a tool. The model may use it without them. */
    private static final Set<String> OPENAI_ONLY = Set.of("allowed_callers", "async", "defer_loading", "output_schema");

    private final FieldPaths paths;
    private final List<UntranslatedField> untranslated;
    private final List<OfferedFunction> functions = new ArrayList<>();
    private final Map<String, ClientTool> byFunction = new LinkedHashMap<>();
    private final List<JsonFields> hosted = new ArrayList<>();

    /** Tools of other providers, which know their types. */
    private final List<JsonFields> others = new ArrayList<>();

    private @Nullable ObjectNode webSearch;

    /**
     * A function, and where the client has it.
     *
     * @param path such as {@code tools[1].tools[0]}
     */
    private record OfferedFunction(Tool.Function function, Map<String, JsonNode> extra, String path) {}

    /**
     * Creates a reader of one request.
     *
     * @param paths gets the places of the tools
     * @param untranslated gets what chat cannot say
     */
    RequestTools(FieldPaths paths, List<UntranslatedField> untranslated) {
        this.paths = paths;
        this.untranslated = untranslated;
    }

    /** Reads a list of tools. */
    void addAll(List<JsonFields> tools) {
        tools.forEach(tool -> add(tool, null));
    }

    private void add(JsonFields tool, @Nullable JsonFields namespace) {
        RequestRules.present(tool.name("type"), tool.has("type"));
        switch (tool.type()) {
            case "function" -> addFunction(tool, clientTool(tool, namespace, false), tool.value(PARAMETERS));
            case "custom" -> addFunction(tool, clientTool(tool, namespace, true), CustomInput.parameters());
            case "namespace" -> {
                tool.requiredText("name");
                tool.objects("tools").forEach(member -> add(member, tool));
            }
            case "web_search", "web_search_2025_08_26", "web_search_preview", "web_search_preview_2025_03_11" ->
                addWebSearch(tool);
            case "apply_patch",
                    "code_interpreter",
                    "computer",
                    "computer_use_preview",
                    "file_search",
                    "image_generation",
                    "local_shell",
                    "mcp",
                    "programmatic_tool_calling",
                    "shell",
                    "tool_search" -> hosted.add(tool);
            default -> others.add(tool);
        }
    }

    private static ClientTool clientTool(JsonFields tool, @Nullable JsonFields namespace, boolean custom) {
        String name = tool.requiredText("name");
        return new ClientTool(
                new NamespacedName(namespace == null ? null : namespace.requiredText("name"), name), custom);
    }

    private void addFunction(JsonFields tool, ClientTool client, @Nullable JsonNode parameters) {
        Map<String, JsonNode> extra = fields(tool);
        extra.keySet().removeAll(OF_A_FUNCTION);
        extra.values().removeIf(JsonNode::isNull);
        OPENAI_ONLY.stream().filter(extra.keySet()::contains).sorted().forEach(field -> {
            extra.remove(field);
            untranslated.add(UntranslatedField.dispensable("tools[]." + field));
        });
        Boolean strict = tool.flag(STRICT);
        String description = tool.text(DESCRIPTION);
        Tool.Function function = new Tool.Function(
                client.name().function(),
                client.custom() ? withGrammar(description, tool) : description,
                parameters,
                strict == null ? Map.of() : Map.of(STRICT, JsonNodeFactory.instance.booleanNode(strict)));
        functions.add(new OfferedFunction(function, extra, tool.path()));
        byFunction.put(client.name().function(), client);
    }

    private static Map<String, JsonNode> fields(JsonFields tool) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        tool.node().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** What the tool does, with the grammar of its input: the model reads it, where OpenAI enforces it. */
    private static @Nullable String withGrammar(@Nullable String description, JsonFields tool) {
        JsonNode format = tool.node().path("format");
        if (!format.path("type").asText().equals("grammar")) {
            return description;
        }
        String grammar = "The input must follow this grammar, in the syntax "
                + format.path("syntax").asText() + ":\n"
                + format.path("definition").asText();
        return description == null || description.isEmpty() ? grammar : description + "\n\n" + grammar;
    }

    /**
     * A search that may not reach the web reads OpenAI's copy of it, which nobody else has. Codex offers such a search with every
     * request, and goes on without.
     */
    private void addWebSearch(JsonFields tool) {
        if (Boolean.FALSE.equals(tool.flag("external_web_access"))) {
            untranslated.add(UntranslatedField.dispensable("tools[]." + tool.type()));
            return;
        }
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        String size = tool.text("search_context_size");
        if (size != null) {
            options.put("search_context_size", size);
        }
        tool.object("user_location").ifPresent(location -> {
            ObjectNode approximate = location.node().deepCopy();
            approximate.remove("type");
            approximate.properties().removeIf(field -> field.getValue().isNull());
            options.putObject("user_location").put("type", "approximate").set("approximate", approximate);
        });
        if (tool.object("filters")
                .filter(filters -> !filters.texts("allowed_domains").isEmpty())
                .isPresent()) {
            untranslated.add(new UntranslatedField(tool.name("filters"), "searches all domains"));
        }
        paths.put("web_search_options", tool.path());
        webSearch = options;
    }

    /** Keeps only the functions that {@code tool_choice} allows. */
    void retain(Set<String> functionNames) {
        functions.removeIf(offered -> !functionNames.contains(offered.function().name()));
    }

    /** The functions for chat; null if there are none. Call it once, at the end. */
    @Nullable
    List<Tool> functions() {
        List<Tool> tools = new ArrayList<>(functions.size());
        for (OfferedFunction offered : functions) {
            paths.put("tools[" + tools.size() + "]", offered.path());
            tools.add(new Tool("function", offered.function(), offered.extra()));
        }
        for (JsonFields other : others) {
            paths.put("tools[" + tools.size() + "]", other.path());
            Map<String, JsonNode> extra = fields(other);
            extra.remove("type");
            tools.add(new Tool(other.type(), null, extra));
        }
        for (int i = 0; i < hosted.size(); i++) {
            // As if it came after the functions: chat has no place for it.
            String path = "tools[" + (tools.size() + i) + "]";
            paths.put(path, hosted.get(i).path());
            untranslated.add(new UntranslatedField(
                    path, "does not run tools of type " + hosted.get(i).type()));
        }
        return tools.isEmpty() ? null : tools;
    }

    /** The value of {@code web_search_options}; empty if the web is not to be searched. */
    Optional<ObjectNode> webSearch() {
        return Optional.ofNullable(webSearch);
    }

    /** The client's tools by the names of the functions that they are in chat. */
    Map<String, ClientTool> byFunction() {
        return byFunction;
    }
}
