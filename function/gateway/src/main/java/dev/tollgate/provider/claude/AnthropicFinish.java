package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.FinishReason;
import dev.tollgate.provider.claude.AnthropicWire.Stop;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Translates Anthropic's stop reason to OpenAI's finish reason
 * (https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons).
 *
 * @param extra Anthropic's own reason and details, where they are more specific than OpenAI's
 */
record AnthropicFinish(String reason, Map<String, JsonNode> extra) {

    /**
     * The finish reason for a stop reason.
     *
     * @param hasCalls whether the message has tool calls that the client sees
     * @throws GatewayException for a failure, after which the message is not a completion
     */
    static AnthropicFinish of(String provider, String stopReason, Stop stop, boolean hasCalls) {
        return switch (stopReason) {
            // Other servers with this API end a message with calls like any other, or use OpenAI's words.
            case "end_turn", "stop_sequence", "stop" -> exact(hasCalls ? "tool_calls" : "stop", stop);
            case "max_tokens", "length" -> exact("length", stop);
            case "refusal", "content_filter" -> exact("content_filter", stop);
            // JSON output is a tool call that the client does not see.
            case "tool_use", "tool_calls" -> exact(hasCalls ? "tool_calls" : "stop", stop);
            case "model_context_window_exceeded" -> closest("length", stopReason, stop);
            case "pause_turn" -> closest("stop", stopReason, stop);
            default ->
                switch (FinishReason.of(stopReason).orElse(FinishReason.STOP)) {
                    case FinishReason.Finished(String word) ->
                        closest(hasCalls && word.equals("stop") ? "tool_calls" : word, stopReason, stop);
                    case FinishReason.Failed failed -> throw failed.exception(provider, stopReason);
                };
        };
    }

    private static AnthropicFinish exact(String reason, Stop stop) {
        return new AnthropicFinish(reason, details(stop));
    }

    /** OpenAI has no such reason, so the choice also has Anthropic's. */
    private static AnthropicFinish closest(String reason, String stopReason, Stop stop) {
        Map<String, JsonNode> extra = details(stop);
        extra.put("stop_reason", TextNode.valueOf(stopReason));
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
