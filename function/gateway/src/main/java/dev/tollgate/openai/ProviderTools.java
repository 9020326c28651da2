package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tools of a native request that its provider runs itself, in the form of a chat request's tools. The chat request made of it may
 * lack some of them, because no other provider has them. The one that gets the native request runs them, and bills them.
 */
public final class ProviderTools {
    private static final String TYPE = "type";

    /** A client runs these, and Anthropic's functions have no type. */
    private static final Set<String> CLIENTS = Set.of("function", "custom", "namespace");

    /** Gemini has several tools in one object, each under its name. */
    private static final Set<String> GEMINIS_FUNCTIONS = Set.of("functionDeclarations", "function_declarations");

    private ProviderTools() {}

    /** The tools of this request, each with its type and its settings. */
    public static List<Tool> of(NativeRequest sent) {
        List<Tool> tools = new ArrayList<>();
        JsonNode offered = sent.body().path("tools");
        // Google also takes one tool without a list around it.
        Iterable<JsonNode> all = offered.isArray() ? offered : List.of(offered);
        for (JsonNode tool : all) {
            if (tool instanceof ObjectNode object) {
                if (sent.format().equals(NativeRequest.GEMINI)) {
                    addEach(object, tools);
                } else if (object.path(TYPE).isTextual()
                        && !CLIENTS.contains(object.path(TYPE).textValue())) {
                    tools.add(tool(object.path(TYPE).textValue(), object));
                }
            }
        }
        return tools;
    }

    private static void addEach(ObjectNode object, List<Tool> tools) {
        object.properties().forEach(field -> {
            if (!GEMINIS_FUNCTIONS.contains(field.getKey()) && !field.getValue().isNull()) {
                tools.add(tool(field.getKey(), field.getValue()));
            }
        });
    }

    private static Tool tool(String type, JsonNode settings) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        settings.properties().forEach(field -> extra.put(field.getKey(), field.getValue()));
        extra.remove(TYPE);
        return new Tool(type, null, extra);
    }
}
