package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiRequest.Declaration;
import dev.tollgate.provider.gemini.GeminiRequest.FunctionCalling;
import dev.tollgate.provider.gemini.GeminiRequest.ToolConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts the request's tools and its tool choice (https://ai.google.dev/gemini-api/docs/function-calling). */
final class GeminiTools {
    /** The request fields that this class reads in addition to {@link ChatOptions#FIELDS}. */
    static final Set<String> FIELDS = Set.of("web_search_options");

    private static final String FUNCTION = "function";
    /** Google's own tools, by the type with which a caller requests them. */
    private static final Map<String, String> BUILT_IN =
            Map.of("google_search", "googleSearch", "code_execution", "codeExecution", "url_context", "urlContext");

    private final ChatRequest request;
    private final ChatOptions options;
    private final UnsupportedFields unsupported;

    GeminiTools(ChatRequest request, ChatOptions options, UnsupportedFields unsupported) {
        this.request = request;
        this.options = options;
        this.unsupported = unsupported;
    }

    /** The tools; null where there are none. */
    @Nullable
    List<GeminiRequest.Tool> tools() {
        List<Declaration> functions = new ArrayList<>();
        List<GeminiRequest.Tool> tools = new ArrayList<>();
        for (int i = 0; i < requested().size(); i++) {
            Tool tool = requested().get(i);
            Tool.Function function = tool.function();
            String builtIn = BUILT_IN.get(tool.type());
            if (tool.type().equals(FUNCTION) && function != null) {
                functions.add(new Declaration(function.name(), function.description(), function.parameters()));
            } else if (builtIn != null) {
                tools.add(builtIn(builtIn, tool.extra().get(tool.type())));
            } else {
                unsupported.report("tools[" + i + "].type", "has no such tool");
            }
        }
        if (!functions.isEmpty()) {
            tools.addFirst(new GeminiRequest.Tool(functions, Map.of()));
        }
        if (requestsSearch()) {
            tools.add(builtIn("googleSearch", null));
        }
        return tools.isEmpty() ? null : tools;
    }

    /** The tool choice; null where the model decides, which is the default. */
    @Nullable
    ToolConfig config() {
        FunctionCalling calling =
                switch (options.toolChoice()) {
                    // Only this mode enforces the schema while the model may also respond without a call.
                    case ToolChoice.Auto _ -> anyIsStrict() ? new FunctionCalling("VALIDATED", null) : null;
                    case ToolChoice.None _ -> new FunctionCalling("NONE", null);
                    case ToolChoice.Required _ -> new FunctionCalling("ANY", null);
                    case ToolChoice.Named(String function) -> new FunctionCalling("ANY", List.of(function));
                    case ToolChoice.Other(JsonNode value) -> among(value);
                };
        return calling == null ? null : new ToolConfig(calling);
    }

    /** Translates {@code allowed_tools}, a choice among some of the functions. */
    private @Nullable FunctionCalling among(JsonNode choice) {
        JsonNode allowed = choice.path("allowed_tools");
        List<String> names = new ArrayList<>();
        for (JsonNode tool : allowed.path("tools")) {
            if (tool.path(FUNCTION).path("name").isTextual()) {
                names.add(tool.path(FUNCTION).path("name").textValue());
            }
        }
        if (names.isEmpty()) {
            unsupported.report("tool_choice", "does not support this choice");
            return null;
        }
        boolean required = allowed.path("mode").asText().equals("required");
        return new FunctionCalling(required ? "ANY" : "VALIDATED", names);
    }

    private boolean anyIsStrict() {
        return requested().stream()
                .flatMap(tool -> Stream.ofNullable(tool.function()))
                .flatMap(function -> Stream.ofNullable(function.extra().get("strict")))
                .anyMatch(JsonNode::asBoolean);
    }

    /** Whether the caller requests a web search, in OpenAI's way. */
    private boolean requestsSearch() {
        JsonNode search = request.extra().get("web_search_options");
        if (search == null || search.isNull()) {
            return false;
        }
        search.fieldNames()
                .forEachRemaining(
                        field -> unsupported.report("web_search_options." + field, "has no such option of its search"));
        return true;
    }

    private List<Tool> requested() {
        return request.tools() == null ? List.of() : request.tools();
    }

    private static GeminiRequest.Tool builtIn(String name, @Nullable JsonNode settings) {
        return new GeminiRequest.Tool(
                null, Map.of(name, settings == null ? JsonNodeFactory.instance.objectNode() : settings));
    }
}
