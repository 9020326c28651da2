package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Tool;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A search of the web that the caller requests in OpenAI's way: it is one of Claude's own tools
 * (https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool).
 */
final class AnthropicSearch {
    /** The field of the request. */
    static final String FIELD = "web_search_options";

    private static final String TYPE = "web_search_20250305";
    private static final String LOCATION = "user_location";
    private static final String APPROXIMATE = "approximate";

    private AnthropicSearch() {}

    /** The tools of a request, with the search if the caller requests one. */
    static @Nullable List<Tool> withSearch(ChatRequest request, UnsupportedFields unsupported) {
        JsonNode options = request.extra().get(FIELD);
        if (options == null || options.isNull()) {
            return request.tools();
        }
        List<Tool> tools = new ArrayList<>(request.tools() == null ? List.of() : request.tools());
        Map<String, JsonNode> search = new LinkedHashMap<>();
        search.put("name", TextNode.valueOf("web_search"));
        options.properties().forEach(option -> {
            JsonNode place = option.getValue().path(APPROXIMATE);
            if (option.getKey().equals(LOCATION) && place instanceof ObjectNode fields) {
                search.put(LOCATION, location(fields));
            } else {
                unsupported.report(FIELD + "." + option.getKey(), "has no such option of its search");
            }
        });
        tools.add(new Tool(TYPE, null, search));
        return tools;
    }

    private static ObjectNode location(ObjectNode place) {
        ObjectNode location = JsonNodeFactory.instance.objectNode().put("type", APPROXIMATE);
        return location.setAll(place);
    }
}
