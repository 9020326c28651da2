package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.provider.anthropic.AnthropicWire.Stop;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why the answer ended, in OpenAI's words
 * (https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons).
 *
 * @param extra Anthropic's own words, where OpenAI's say less
 */
record AnthropicFinish(String reason, Map<String, JsonNode> extra) {

    /**
     * In OpenAI's words.
     *
     * @param calls whether the answer has calls that the client sees
     */
    static AnthropicFinish of(Stop stop, boolean calls) {
        return switch (stop.reason()) {
            case "end_turn", "stop_sequence" -> exact("stop", stop);
            case "max_tokens" -> exact("length", stop);
            case "refusal" -> exact("content_filter", stop);
            // An answer in JSON is a call that the client does not see.
            case "tool_use" -> exact(calls ? "tool_calls" : "stop", stop);
            case "model_context_window_exceeded" -> told("length", stop);
            default -> told("stop", stop);
        };
    }

    private static AnthropicFinish exact(String reason, Stop stop) {
        return new AnthropicFinish(reason, details(stop));
    }

    /** OpenAI has no word for it, so Anthropic's is told beside. */
    private static AnthropicFinish told(String reason, Stop stop) {
        Map<String, JsonNode> extra = details(stop);
        extra.put("stop_reason", TextNode.valueOf(stop.reason()));
        return new AnthropicFinish(reason, extra);
    }

    private static Map<String, JsonNode> details(Stop stop) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        if (stop.sequence() != null) {
            extra.put("stop_sequence", TextNode.valueOf(stop.sequence()));
        }
        if (stop.details() != null && !stop.details().isNull()) {
            extra.put("stop_details", stop.details());
        }
        return extra;
    }
}
