package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts a provider's usage to OpenAI's definition.
 *
 * <p>xAI counts reasoning tokens separately from completion tokens (12 + 1 + 228 = 241 in total), whereas OpenAI includes them.
 * The completion is therefore the total without the prompt. DeepSeek calls cached tokens {@code prompt_cache_hit_tokens},
 * Moonshot {@code cached_tokens}. The gateway forwards a provider's own fields.
 */
final class CompatibleUsage {
    private static final Set<String> STANDARD_FIELDS = Set.of(
            "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details", "completion_tokens_details");

    private CompatibleUsage() {}

    /** The usage; null where the reported counts are impossible. */
    static @Nullable Usage of(JsonNode usage) {
        long prompt = count(usage, "prompt_tokens");
        long total = count(usage, "total_tokens");
        long completion = Math.max(count(usage, "completion_tokens"), total - prompt);
        return Usage.reported(
                prompt,
                completion,
                promptDetails(usage),
                completionDetails(usage.path("completion_tokens_details")),
                otherFields(usage, STANDARD_FIELDS));
    }

    private static Usage.@Nullable PromptDetails promptDetails(JsonNode usage) {
        JsonNode details = usage.path("prompt_tokens_details");
        Long cached = first(
                number(details, "cached_tokens"),
                number(usage, "prompt_cache_hit_tokens"),
                number(usage, "cached_tokens"));
        Long written = number(details, "cache_write_tokens");
        Long audio = number(details, "audio_tokens");
        Map<String, JsonNode> others =
                otherFields(details, Set.of("cached_tokens", "cache_write_tokens", "audio_tokens"));
        boolean none = cached == null && written == null && audio == null && others.isEmpty();
        return none ? null : new Usage.PromptDetails(cached, written, audio, others);
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
        Long value = number(node, field);
        return value == null ? 0 : Math.max(0, value);
    }

    private static @Nullable Long number(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.isNumber()) {
            return null;
        }
        return value.canConvertToLong() ? value.longValue() : Long.MAX_VALUE;
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
