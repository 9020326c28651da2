package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReportedCount;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts Cohere's usage to OpenAI's definition. {@code tokens} counts what the model read and generated, including cached
 * tokens, as at OpenAI. {@code billed_units} excludes what Cohere itself adds to the prompt; the gateway forwards it unchanged.
 */
final class CohereUsage {
    private static final Set<String> CONVERTED = Set.of("tokens", "cached_tokens");

    private CohereUsage() {}

    /** The usage; null where Cohere reports none, or impossible counts. */
    static @Nullable Usage of(@Nullable JsonNode usage) {
        if (usage == null || !usage.isObject()) {
            return null;
        }
        JsonNode tokens = usage.path("tokens").isObject() ? usage.path("tokens") : usage.path("billed_units");
        long prompt = ReportedCount.orZero(tokens.get("input_tokens"));
        long completion = ReportedCount.orZero(tokens.get("output_tokens"));
        return Usage.reported(
                prompt, completion, cached(ReportedCount.of(usage.get("cached_tokens"))), null, otherFields(usage));
    }

    private static Usage.@Nullable PromptDetails cached(@Nullable Long tokens) {
        return tokens == null ? null : new Usage.PromptDetails(tokens, null, null, Map.of());
    }

    private static Map<String, JsonNode> otherFields(JsonNode usage) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        usage.properties().forEach(field -> {
            if (!CONVERTED.contains(field.getKey())) {
                others.put(field.getKey(), field.getValue());
            }
        });
        return others;
    }
}
