package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.ProviderTools;
import dev.tollgate.openai.Tool;
import java.util.List;
import java.util.Set;

/** What makes a provider read more than the request holds: nobody can count it in advance. */
final class PromptReference {
    private static final Set<String> FIELDS = Set.of(
            "cached_content",
            "cachedContent",
            "connectors",
            "container",
            "conversation",
            "enable_search",
            "file_ids",
            "mcp_servers",
            "plugins",
            "previous_response_id",
            "search_parameters",
            "url_context");

    /** The beginnings of their types. */
    private static final List<String> TOOLS = List.of(
            "connector",
            "fileSearch",
            "file_search",
            "knowledge",
            "mcp",
            "retrieval",
            "url_context",
            "urlContext",
            "web_fetch");

    private static final Set<String> TEXT_PARTS = Set.of(
            "input_text",
            "output_text",
            "reasoning",
            "reasoning_text",
            "redacted_thinking",
            "refusal",
            "summary_text",
            "thinking",
            "tool_reference");

    private PromptReference() {}

    /** Whether this field of a request leads to more. */
    static boolean isIn(String field, JsonNode value) {
        return FIELDS.contains(field) && !value.isNull();
    }

    /** Whether the provider runs this tool, and reads pages, files or other servers with it. */
    static boolean isIn(Tool tool) {
        return tool.function() == null && TOOLS.stream().anyMatch(tool.type()::startsWith);
    }

    /** Whether a provider that gets this request in its own words reads more than that. OpenAI keeps prompts for its Responses API. */
    static boolean isIn(NativeRequest sent) {
        return sent.body().propertyStream().anyMatch(field -> isIn(field.getKey(), field.getValue()))
                || sent.body().path("prompt").isObject()
                || ProviderTools.of(sent).stream().anyMatch(PromptReference::isIn);
    }

    /** Whether a content part of this type, which is none of OpenAI's usual ones, is more than text. */
    static boolean isPart(String type) {
        return !TEXT_PARTS.contains(type);
    }
}
