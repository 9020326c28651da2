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
 */
public record ServerToolUse(long webSearches, long codeExecutions) {
    /** The name of its field in the usage. */
    public static final String FIELD = "server_tool_use";

    /** No tool ran. */
    public static final ServerToolUse NONE = new ServerToolUse(0, 0);

    /** The most that the gateway believes of one answer. A larger count is a mistake, and counts as none. */
    public static final long MOST = 10_000;

    private static final String WEB_SEARCHES = "web_search_requests";
    private static final String CODE_EXECUTIONS = "code_execution_requests";

    /** Reads it from the fields of a usage. Counts that cannot be true are 0. */
    static ServerToolUse in(Map<String, JsonNode> usage) {
        JsonNode tools = usage.get(FIELD);
        return tools == null
                ? NONE
                : new ServerToolUse(believable(tools.path(WEB_SEARCHES)), believable(tools.path(CODE_EXECUTIONS)));
    }

    /** The fields with this many searches in addition, for providers that report them elsewhere. */
    public static Map<String, JsonNode> withWebSearches(Map<String, JsonNode> usage, long searches) {
        if (searches <= 0) {
            return usage;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(usage);
        fields.putAll(new ServerToolUse(searches, 0).plus(in(usage)).fields());
        return fields;
    }

    /** Its form in the fields of a usage; empty if no tool ran. */
    public Map<String, JsonNode> fields() {
        if (equals(NONE)) {
            return Map.of();
        }
        ObjectNode tools = JsonNodeFactory.instance.objectNode();
        if (webSearches > 0) {
            tools.put(WEB_SEARCHES, webSearches);
        }
        if (codeExecutions > 0) {
            tools.put(CODE_EXECUTIONS, codeExecutions);
        }
        return Map.of(FIELD, tools);
    }

    /** The sum of both. Throws an {@link ArithmeticException} on an overflow. */
    public ServerToolUse plus(ServerToolUse other) {
        return new ServerToolUse(
                Math.addExact(webSearches, other.webSearches), Math.addExact(codeExecutions, other.codeExecutions));
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
