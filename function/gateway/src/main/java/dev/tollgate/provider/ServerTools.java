package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tools that Anthropic runs, in a request that another provider gets: clients of Claude send them with a version, such as
 * {@code web_search_20250305} (https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool).
 */
public final class ServerTools {
    private static final Pattern VERSIONED = Pattern.compile("[a-z_]+_\\d{8}");
    private static final Pattern SEARCH = Pattern.compile("web_search_\\d{8}");
    private static final String OPTIONS = "web_search_options";
    private static final String LOCATION = "user_location";
    private static final String CHOICE = "tool_choice";
    private static final String NAME = "name";
    private static final String TYPE = "type";
    /** The gateway's limits count on it, and a model that searches once too often does no harm. */
    private static final Set<String> DISPENSABLE = Set.of(NAME, "max_uses");

    private ServerTools() {}

    /** The request for a provider with a search of its own: it gets OpenAI's field in place of Anthropic's search. */
    public static ChatRequest withOwnSearch(ChatRequest request, UnsupportedFields unsupported) {
        if (!isIn(request)) {
            return request;
        }
        List<Tool> tools = request.tools() == null ? List.of() : request.tools();
        List<Tool> others = new ArrayList<>(tools.size());
        Map<String, JsonNode> extra = new LinkedHashMap<>(request.extra());
        for (int i = 0; i < tools.size(); i++) {
            Tool tool = tools.get(i);
            if (isAnthropics(tool) && SEARCH.matcher(tool.type()).matches()) {
                extra.putIfAbsent(OPTIONS, options(tool, "tools[" + i + "].", unsupported));
            } else {
                others.add(tool);
            }
        }
        return with(request.withExtra(extra), others);
    }

    /** The request for a provider that runs none of them: each is reported. */
    public static ChatRequest without(ChatRequest request, UnsupportedFields unsupported) {
        if (!isIn(request)) {
            return request;
        }
        List<Tool> tools = request.tools() == null ? List.of() : request.tools();
        List<Tool> others = new ArrayList<>(tools.size());
        for (int i = 0; i < tools.size(); i++) {
            if (isAnthropics(tools.get(i))) {
                unsupported.report("tools[" + i + "].type", "has no such tool");
            } else {
                others.add(tools.get(i));
            }
        }
        return with(request, others);
    }

    private static boolean isIn(ChatRequest request) {
        return request.tools() != null && request.tools().stream().anyMatch(ServerTools::isAnthropics);
    }

    private static boolean isAnthropics(Tool tool) {
        return tool.function() == null
                && tool.extra().containsKey(NAME)
                && VERSIONED.matcher(tool.type()).matches();
    }

    private static ObjectNode options(Tool search, String path, UnsupportedFields unsupported) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        search.extra().forEach((name, value) -> {
            if (name.equals(LOCATION) && value instanceof ObjectNode location) {
                ObjectNode place = location.deepCopy();
                options.putObject(LOCATION).put(TYPE, "approximate").set("approximate", place.without(TYPE));
            } else if (!DISPENSABLE.contains(name) && !value.isNull()) {
                unsupported.report(path + name, "has no such option of its search");
            }
        });
        return options;
    }

    /** A choice of a tool that is not there any more would be an error. */
    private static ChatRequest with(ChatRequest request, List<Tool> tools) {
        JsonNode named = request.extra()
                .getOrDefault(CHOICE, JsonNodeFactory.instance.missingNode())
                .path("function")
                .path(NAME);
        boolean chosen = tools.stream()
                .anyMatch(tool ->
                        tool.function() != null && tool.function().name().equals(named.textValue()));
        Map<String, JsonNode> extra = new LinkedHashMap<>(request.extra());
        if (tools.isEmpty() || (named.isTextual() && !chosen)) {
            extra.remove(CHOICE);
        }
        return request.withExtra(extra).withTools(tools.isEmpty() ? null : tools);
    }
}
