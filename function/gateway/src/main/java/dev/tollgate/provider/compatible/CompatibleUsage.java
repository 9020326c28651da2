package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReportedCount;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts a provider's usage to OpenAI's definition.
 *
 * <p>xAI counts reasoning tokens separately from completion tokens (12 + 1 + 228 = 241 in total), whereas OpenAI includes them.
 * The completion is therefore the total without the prompt. DeepSeek calls cached tokens {@code prompt_cache_hit_tokens},
 * Moonshot {@code cached_tokens}. Qwen reports what it writes to its cache inside of {@code prompt_tokens_details}, as
 * {@code cache_creation_input_tokens} (https://www.alibabacloud.com/help/en/model-studio/context-cache). Some proxies of Claude call
 * the counts {@code input_tokens} and {@code output_tokens}.
 *
 * <p>Perplexity's deep research counts the citations that it read and its reasoning separate from the other tokens, and bills both
 * (https://docs.perplexity.ai/getting-started/pricing). It reports its searches as {@code num_search_queries}. The gateway forwards a provider's own fields.
 */
final class CompatibleUsage {
    private static final Set<String> STANDARD_FIELDS = Set.of(
            "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details", "completion_tokens_details");

    private static final String SEARCHES = "num_search_queries";
    private static final String CITATIONS = "citation_tokens";
    private static final String REASONING = "reasoning_tokens";

    private CompatibleUsage() {}

    /** The usage; null where the reported counts are impossible, or where there is only a total, as in streams of MiniMax. */
    static @Nullable Usage of(JsonNode usage) {
        Long reportedPrompt = first(number(usage, "prompt_tokens"), number(usage, "input_tokens"));
        Long reportedCompletion = first(number(usage, "completion_tokens"), number(usage, "output_tokens"));
        if (reportedPrompt == null && reportedCompletion == null) {
            return null;
        }
        long prompt = reportedPrompt == null ? 0 : reportedPrompt;
        long reported = reportedCompletion == null ? 0 : reportedCompletion;
        // Without a prompt, the total says nothing about the completion.
        long completion = reportedPrompt == null ? reported : Math.max(reported, count(usage, "total_tokens") - prompt);
        long searches = Math.min(count(usage, SEARCHES), ServerToolUse.MOST + 1);
        boolean researched = searches > 0;
        return Usage.reported(
                researched ? prompt + count(usage, CITATIONS) : prompt,
                researched ? completion + count(usage, REASONING) : completion,
                promptDetails(usage),
                researched
                        ? new Usage.CompletionDetails(number(usage, REASONING), null, null, null, Map.of())
                        : completionDetails(usage.path("completion_tokens_details")),
                new ServerToolUse(searches, 0).addedTo(otherFields(usage, STANDARD_FIELDS)));
    }

    private static Usage.@Nullable PromptDetails promptDetails(JsonNode usage) {
        JsonNode details = usage.path("prompt_tokens_details");
        Long cached = first(
                number(details, "cached_tokens"),
                number(usage, "prompt_cache_hit_tokens"),
                number(usage, "cached_tokens"));
        Long written = first(
                number(details, "cache_write_tokens"),
                number(details, "cache_creation_input_tokens"),
                number(usage, "cache_creation_input_tokens"));
        Long anHour = first(
                number(details, "cache_write_1h_tokens"),
                number(details.path("cache_creation"), "ephemeral_1h_input_tokens"),
                number(usage.path("cache_creation"), "ephemeral_1h_input_tokens"));
        Long audio = number(details, "audio_tokens");
        Map<String, JsonNode> others = otherFields(
                details, Set.of("cached_tokens", "cache_write_tokens", "cache_write_1h_tokens", "audio_tokens"));
        boolean none = cached == null && written == null && audio == null && others.isEmpty();
        return none ? null : new Usage.PromptDetails(cached, written, anHour, audio, others);
    }

    private static Usage.@Nullable CompletionDetails completionDetails(JsonNode details) {
        if (!details.isObject()) {
            return null;
        }
        return new Usage.CompletionDetails(
                number(details, "reasoning_tokens"),
                number(details, "audio_tokens"),
                number(details, "accepted_prediction_tokens"),
                number(details, "rejected_prediction_tokens"),
                otherFields(
                        details,
                        Set.of(
                                "reasoning_tokens",
                                "audio_tokens",
                                "accepted_prediction_tokens",
                                "rejected_prediction_tokens")));
    }

    private static long count(JsonNode node, String field) {
        return ReportedCount.orZero(node.get(field));
    }

    private static @Nullable Long number(JsonNode node, String field) {
        return ReportedCount.of(node.get(field));
    }

    private static @Nullable Long first(@Nullable Long... candidates) {
        for (Long candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private static Map<String, JsonNode> otherFields(JsonNode node, Set<String> known) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (!known.contains(field.getKey())) {
                others.put(field.getKey(), field.getValue());
            }
        });
        return others;
    }
}
