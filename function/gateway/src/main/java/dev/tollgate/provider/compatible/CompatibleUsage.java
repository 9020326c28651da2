package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A provider's count in OpenAI's meaning.
 *
 * <p>xAI counts reasoning beside completion tokens (12 + 1 + 228 = 241 in total) where OpenAI counts it inside, so the
 * completion is what the total says beyond the prompt. DeepSeek calls cached tokens {@code prompt_cache_hit_tokens},
 * Moonshot {@code cached_tokens}. Fields of a provider's own are passed on.
 */
final class CompatibleUsage {
    private static final Set<String> UNDERSTOOD = Set.of(
            "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details", "completion_tokens_details");

    private CompatibleUsage() {}

    /** Null where the provider told no count that can be true. */
    static Usage of(JsonNode usage) {
        long prompt = count(usage, "prompt_tokens");
        long said = count(usage, "completion_tokens");
        long total = count(usage, "total_tokens");
        long completion = Math.max(said, total - prompt);
        return Usage.reported(
                prompt,
                completion,
                promptDetails(usage),
                completionDetails(usage.path("completion_tokens_details")),
                rest(usage, UNDERSTOOD));
    }

    private static Usage.PromptDetails promptDetails(JsonNode usage) {
        JsonNode details = usage.path("prompt_tokens_details");
        Long cached = first(
                number(details, "cached_tokens"),
                number(usage, "prompt_cache_hit_tokens"),
                number(usage, "cached_tokens"));
        Long written = number(details, "cache_write_tokens");
        Long audio = number(details, "audio_tokens");
        Map<String, JsonNode> rest = rest(details, Set.of("cached_tokens", "cache_write_tokens", "audio_tokens"));
        boolean none = cached == null && written == null && audio == null && rest.isEmpty();
        return none ? null : new Usage.PromptDetails(cached, written, audio, rest);
    }

    private static Usage.CompletionDetails completionDetails(JsonNode details) {
        if (!details.isObject()) {
            return null;
        }
        return new Usage.CompletionDetails(
                number(details, "reasoning_tokens"),
                number(details, "audio_tokens"),
                number(details, "accepted_prediction_tokens"),
                number(details, "rejected_prediction_tokens"),
                rest(
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

    private static Long number(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.isNumber()) {
            return null;
        }
        return value.canConvertToLong() ? value.longValue() : Long.MAX_VALUE;
    }

    private static Long first(Long... candidates) {
        for (Long candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private static Map<String, JsonNode> rest(JsonNode node, Set<String> understood) {
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (!understood.contains(field.getKey())) {
                rest.put(field.getKey(), field.getValue());
            }
        });
        return rest;
    }
}
