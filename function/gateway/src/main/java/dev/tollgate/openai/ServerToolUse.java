package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a provider ran tools of its own for one answer. Providers bill them in addition to the tokens. OpenAI's chat API has no
 * such field, so it is named as Anthropic and OpenRouter name it: {@code server_tool_use} in the usage.
 *
 * @param webSearches searches of the web, or of a provider's index of it
 * @param codeExecutions programs that ran in the provider's sandbox
 * @param fileSearches searches of the caller's files
 * @param mapSearches questions to the provider's maps
 * @param images that a tool generated
 */
public record ServerToolUse(long webSearches, long codeExecutions, long fileSearches, long mapSearches, long images) {
    /** The name of its field in the usage. */
    public static final String FIELD = "server_tool_use";

    /** No tool ran. */
    public static final ServerToolUse NONE = new ServerToolUse(0, 0);

    /** The most that the gateway believes of one answer. A larger count is a mistake, and counts as none. */
    public static final long MOST = 10_000;

    private static final String WEB_SEARCHES = "web_search_requests";
    private static final String CODE_EXECUTIONS = "code_execution_requests";
    private static final String FILE_SEARCHES = "file_search_requests";
    private static final String MAP_SEARCHES = "map_search_requests";
    private static final String IMAGES = "image_generation_requests";

    /** Searches and programs only. */
    public ServerToolUse(long webSearches, long codeExecutions) {
        this(webSearches, codeExecutions, 0, 0, 0);
    }

    /** Reads it from the fields of a usage. Counts that cannot be true are 0. */
    static ServerToolUse in(Map<String, JsonNode> usage) {
        JsonNode tools = usage.get(FIELD);
        return tools == null
                ? NONE
                : new ServerToolUse(
                        believable(tools.path(WEB_SEARCHES)),
                        believable(tools.path(CODE_EXECUTIONS)),
                        believable(tools.path(FILE_SEARCHES)),
                        believable(tools.path(MAP_SEARCHES)),
                        believable(tools.path(IMAGES)));
    }

    /** The fields with this in addition, for providers that report it elsewhere. */
    public Map<String, JsonNode> addedTo(Map<String, JsonNode> usage) {
        if (equals(NONE)) {
            return usage;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(usage);
        fields.putAll(plus(in(usage)).fields());
        return fields;
    }

    /** Its form in the fields of a usage; empty if no tool ran. */
    public Map<String, JsonNode> fields() {
        if (equals(NONE)) {
            return Map.of();
        }
        ObjectNode tools = JsonNodeFactory.instance.objectNode();
        put(tools, WEB_SEARCHES, webSearches);
        put(tools, CODE_EXECUTIONS, codeExecutions);
        put(tools, FILE_SEARCHES, fileSearches);
        put(tools, MAP_SEARCHES, mapSearches);
        put(tools, IMAGES, images);
        return Map.of(FIELD, tools);
    }

    private static void put(ObjectNode tools, String name, long count) {
        if (count > 0) {
            tools.put(name, count);
        }
    }

    /** The sum of both. Throws an {@link ArithmeticException} on an overflow. */
    public ServerToolUse plus(ServerToolUse other) {
        return new ServerToolUse(
                Math.addExact(webSearches, other.webSearches),
                Math.addExact(codeExecutions, other.codeExecutions),
                Math.addExact(fileSearches, other.fileSearches),
                Math.addExact(mapSearches, other.mapSearches),
                Math.addExact(images, other.images));
    }

    private static long believable(JsonNode count) {
        return count.isIntegralNumber()
                        && count.canConvertToLong()
                        && count.longValue() > 0
                        && count.longValue() <= MOST
                ? count.longValue()
                : 0;
    }
}
