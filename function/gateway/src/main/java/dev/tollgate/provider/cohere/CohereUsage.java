package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Usage;
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
        long prompt = count(tokens.path("input_tokens"));
        long completion = count(tokens.path("output_tokens"));
        return Usage.reported(prompt, completion, cached(usage.path("cached_tokens")), null, otherFields(usage));
    }

    /** Cohere sends its counts as numbers that may have a fraction. */
    private static long count(JsonNode tokens) {
        return Math.max(0, tokens.asLong(0));
    }

    private static Usage.@Nullable PromptDetails cached(JsonNode tokens) {
        return tokens.isNumber() ? new Usage.PromptDetails(count(tokens), null, null, Map.of()) : null;
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
