package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a message ended (https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons).
 *
 * @param sequence the stop sequence that the model wrote; null node unless that ended it
 * @param details of a refusal; null where there are none
 */
record StopReason(
        String reason, JsonNode sequence, @Nullable JsonNode details) {
    private static final String SEQUENCE = "stop_sequence";
    private static final String REFUSAL = "refusal";

    /** Those that OpenAI has no word for: then the choice has Anthropic's, too. */
    private static final Set<String> OWN = Set.of("pause_turn", "model_context_window_exceeded");

    /**
     * The reason of a complete answer.
     *
     * @param sequences that the request sets
     * @param refused whether the model refused in its words
     */
    static StopReason of(ChatCompletion completion, List<String> sequences, boolean refused) {
        if (completion.choices().isEmpty()) {
            return new StopReason("end_turn", NullNode.getInstance(), null);
        }
        ChatCompletion.Choice choice = completion.choices().getFirst();
        Map<String, JsonNode> extra = choice.extra();
        JsonNode details = extra.get("stop_details");
        String word = extra.getOrDefault("stop_reason", NullNode.getInstance()).asText();
        if (OWN.contains(word)) {
            return new StopReason(word, NullNode.getInstance(), details);
        }
        String sequence = sequence(extra, word, sequences);
        return switch (finishReason(choice)) {
            case "tool_calls", "function_call" -> new StopReason("tool_use", NullNode.getInstance(), details);
            case "length" -> new StopReason("max_tokens", NullNode.getInstance(), details);
            case "content_filter" -> new StopReason(REFUSAL, NullNode.getInstance(), details);
            default ->
                sequence != null
                        ? new StopReason(SEQUENCE, TextNode.valueOf(sequence), details)
                        : new StopReason(refused ? REFUSAL : "end_turn", NullNode.getInstance(), details);
        };
    }

    /**
     * OpenAI says {@code stop} after a call that the request demanded; Anthropic's clients run a tool only on {@code tool_use}
     * (vllm-project/agentic-api#296).
     */
    private static String finishReason(ChatCompletion.Choice choice) {
        String reason = choice.finishReason() == null ? "stop" : choice.finishReason();
        List<ToolCall> calls = choice.message().toolCalls();
        return reason.equals("stop") && calls != null && !calls.isEmpty() ? "tool_calls" : reason;
    }

    /** vLLM and SGLang say the sequence as the choice's {@code stop_reason} or {@code matched_stop}. */
    private static @Nullable String sequence(Map<String, JsonNode> extra, String word, List<String> sequences) {
        JsonNode own = extra.get(SEQUENCE);
        if (own != null && own.isTextual()) {
            return own.textValue();
        }
        String matched =
                extra.getOrDefault("matched_stop", NullNode.getInstance()).asText();
        return sequences.stream()
                .filter(sequence -> sequence.equals(word) || sequence.equals(matched))
                .findFirst()
                .orElse(null);
    }

    /** Writes it into a message, or into the delta that ends one. */
    ObjectNode addTo(ObjectNode node) {
        node.put("stop_reason", reason).set(SEQUENCE, sequence);
        if (details != null) {
            node.set("stop_details", details);
        }
        return node;
    }
}
