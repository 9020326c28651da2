package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.Usage;

/**
 * Usage in Gemini's meaning (https://ai.google.dev/api/generate-content#UsageMetadata): thinking counts next to the candidates, and not
 * in them.
 */
final class UsageMetadata {
    private UsageMetadata() {}

    static ObjectNode of(Usage usage) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("promptTokenCount", usage.promptTokens());
        if (usage.cachedTokens() > 0) {
            metadata.put("cachedContentTokenCount", usage.cachedTokens());
        }
        metadata.put("candidatesTokenCount", usage.completionTokens() - usage.reasoningTokens());
        if (usage.reasoningTokens() > 0) {
            metadata.put("thoughtsTokenCount", usage.reasoningTokens());
        }
        metadata.put("totalTokenCount", usage.totalTokens());
        JsonNode cost = usage.extra().get("cost");
        return cost == null ? metadata : metadata.set("cost", cost);
    }
}
