package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiRequest.Declaration;
import dev.tollgate.provider.gemini.GeminiRequest.ToolConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request's tools and what depends on them (https://ai.google.dev/gemini-api/docs/function-calling). Models that cannot
 * combine tools with each other or with JSON get only what the caller can have.
 *
 * @param tools null where there are none
 * @param config null where the model decides, which is the default
 * @param format the format that the model can return with these tools
 */
record GeminiTools(
        @Nullable List<GeminiRequest.Tool> tools, @Nullable ToolConfig config, ResponseFormat format) {
    /** The request fields that this class reads in addition to {@link ChatOptions#FIELDS}. */
    static final Set<String> FIELDS = Set.of("web_search_options");

    private static final String SEARCH = "googleSearch";
    /** Google's own tools, by the type with which a caller requests them. */
    private static final Map<String, String> BUILT_IN =
            Map.of("google_search", SEARCH, "code_execution", "codeExecution", "url_context", "urlContext");

    static GeminiTools of(
            ChatRequest request, ChatOptions options, GeminiTarget target, UnsupportedFields unsupported) {
        return new Builder(target, unsupported).build(request, options);
    }

    private static final class Builder {
        private final GeminiTarget target;
        private final UnsupportedFields unsupported;
        private final Map<String, Declaration> functions = new LinkedHashMap<>();
        /** By the field of the request that asks for them. */
        private final Map<String, GeminiRequest.Tool> builtIn = new LinkedHashMap<>();

        private Builder(GeminiTarget target, UnsupportedFields unsupported) {
            this.target = target;
            this.unsupported = unsupported;
        }

        private GeminiTools build(ChatRequest request, ChatOptions options) {
            List<Tool> requested = request.tools() == null ? List.of() : request.tools();
            for (int i = 0; i < requested.size(); i++) {
                add(requested.get(i), "tools[" + i + "]");
            }
            addSearch(request.extra().get("web_search_options"));
            if (options.toolChoice() instanceof ToolChoice.None) {
                builtIn.clear();
            }
            if (!functions.isEmpty() && !target.functionsWithBuiltIn()) {
                builtIn.keySet()
                        .forEach(field -> unsupported.report(field, "has no such tool together with functions here"));
                builtIn.clear();
            }
            ResponseFormat format = format(options);
            List<GeminiRequest.Tool> tools = new ArrayList<>();
            if (!functions.isEmpty()) {
                tools.add(new GeminiRequest.Tool(List.copyOf(functions.values()), Map.of()));
            }
            tools.addAll(builtIn.values());
            return new GeminiTools(
                    tools.isEmpty() ? null : List.copyOf(tools),
                    new GeminiToolChoice(functions.keySet(), !builtIn.isEmpty(), unsupported)
                            .config(options.toolChoice(), requested),
                    format);
        }

        private void add(Tool tool, String path) {
            Tool.Function function = tool.function();
            String name = BUILT_IN.get(tool.type());
            if (tool.type().equals("function") && function != null) {
                MessageFields.dropExcept(Set.of(), tool.extra(), path, unsupported);
                Declaration declaration = new Declaration(
                        GeminiFunctionName.encode(function.name()),
                        function.description(),
                        parameters(function.parameters()));
                Declaration other = functions.putIfAbsent(declaration.name(), declaration);
                if (other != null && !other.equals(declaration)) {
                    unsupported.report(path, "has one function of each name");
                }
            } else if (name != null) {
                JsonNode settings = tool.extra().get(tool.type());
                builtIn.put(path + ".type", builtIn(name, settings));
            } else {
                unsupported.report(path + ".type", "has no such tool");
            }
        }

        /**
         * A function without parameters has no schema: Google rejects one without a type, and Gemini 3 an object without
         * properties (langgenius/dify-official-plugins#3178).
         */
        private static @Nullable JsonNode parameters(@Nullable JsonNode schema) {
            if (!(schema instanceof ObjectNode object)) {
                return null;
            }
            ObjectNode parameters = GeminiSchema.parameters(object);
            return GeminiSchema.takesNothing(parameters) ? null : parameters;
        }

        /** Adds a web search that the caller requests in OpenAI's way. */
        private void addSearch(@Nullable JsonNode options) {
            if (options == null || options.isNull()) {
                return;
            }
            options.fieldNames()
                    .forEachRemaining(field ->
                            unsupported.report("web_search_options." + field, "has no such option of its search"));
            builtIn.put("web_search_options", builtIn(SEARCH, null));
        }

        /** Where the model must not call the functions, it can do without them. */
        private ResponseFormat format(ChatOptions options) {
            ResponseFormat format = options.responseFormat();
            if (format instanceof ResponseFormat.Other) {
                unsupported.report("response_format", "supports only json_object and json_schema");
                return new ResponseFormat.Text();
            }
            boolean hasTools = !functions.isEmpty() || !builtIn.isEmpty();
            if (format instanceof ResponseFormat.Text || !hasTools || target.toolsWithJson()) {
                return format;
            }
            if (options.toolChoice() instanceof ToolChoice.None) {
                functions.clear();
                return format;
            }
            unsupported.report("response_format", "cannot return JSON together with tools with this model");
            return new ResponseFormat.Text();
        }

        private static GeminiRequest.Tool builtIn(String name, @Nullable JsonNode settings) {
            return new GeminiRequest.Tool(
                    null, Map.of(name, settings == null ? JsonNodeFactory.instance.objectNode() : settings));
        }
    }
}
