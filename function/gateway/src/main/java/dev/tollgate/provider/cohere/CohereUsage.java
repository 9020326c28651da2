package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Cohere's count in OpenAI's meaning. {@code tokens} is what the model read and wrote, the cached ones inside, as at
 * OpenAI; {@code billed_units} leaves out what Cohere itself adds to the prompt, and is passed on beside it.
 */
final class CohereUsage {
    private static final Set<String> UNDERSTOOD = Set.of("tokens", "cached_tokens");

    private CohereUsage() {}

    /** Null where Cohere told no count that can be true. */
    static Usage of(JsonNode usage) {
        if (usage == null || !usage.isObject()) {
            return null;
        }
        JsonNode tokens = usage.path("tokens").isObject() ? usage.path("tokens") : usage.path("billed_units");
        long prompt = count(tokens.path("input_tokens"));
        long completion = count(tokens.path("output_tokens"));
        return Usage.reported(prompt, completion, cached(usage.path("cached_tokens")), null, rest(usage));
    }

    /** Cohere writes its counts as numbers that may have a fraction. */
    private static long count(JsonNode tokens) {
        return Math.max(0, tokens.asLong(0));
    }

    private static Usage.PromptDetails cached(JsonNode tokens) {
        return tokens.isNumber() ? new Usage.PromptDetails(count(tokens), null, null, null) : null;
    }

    private static Map<String, JsonNode> rest(JsonNode usage) {
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        usage.properties().forEach(field -> {
            if (!UNDERSTOOD.contains(field.getKey())) {
                rest.put(field.getKey(), field.getValue());
            }
        });
        return rest;
    }
}
