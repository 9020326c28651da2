package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Converts log probabilities to OpenAI's form (https://ai.google.dev/api/generate-content#LogprobsResult). Their bytes are null:
 * Gemini sends tokens as text, which cannot represent a part of a character.
 */
final class GeminiLogprobs {
    private GeminiLogprobs() {}

    /** The log probabilities; null where there are none. */
    static @Nullable JsonNode of(@Nullable JsonNode result) {
        if (result == null || !result.path("chosenCandidates").isArray()) {
            return null;
        }
        ObjectNode logprobs = JsonNodeFactory.instance.objectNode();
        ArrayNode content = logprobs.putArray("content");
        JsonNode chosen = result.path("chosenCandidates");
        for (int i = 0; i < chosen.size(); i++) {
            ObjectNode token = token(chosen.get(i));
            ArrayNode top = token.putArray("top_logprobs");
            for (JsonNode other : result.path("topCandidates").path(i).path("candidates")) {
                top.add(token(other));
            }
            content.add(token);
        }
        return logprobs.putNull("refusal");
    }

    private static ObjectNode token(JsonNode candidate) {
        ObjectNode token = JsonNodeFactory.instance.objectNode();
        token.put("token", candidate.path("token").asText());
        token.set("logprob", candidate.get("logProbability"));
        return token.putNull("bytes");
    }
}
