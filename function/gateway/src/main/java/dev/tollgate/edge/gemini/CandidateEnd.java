package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatCompletion.Choice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What belongs to a candidate as a whole: why it ended, its sources, and the probabilities of its tokens. */
final class CandidateEnd {
    /** Google's metadata in a chat's answer, and in Gemini's. */
    private static final Map<String, String> METADATA = Map.of(
            "safety_ratings", "safetyRatings",
            "grounding_metadata", "groundingMetadata",
            "url_context_metadata", "urlContextMetadata");

    private CandidateEnd() {}

    static void addTo(ObjectNode candidate, Choice choice) {
        JsonNode google = choice.extra()
                .getOrDefault("extra_content", MissingNode.getInstance())
                .path("google");
        candidate.put("finishReason", google.path("finish_reason").asText(reason(choice.finishReason())));
        METADATA.forEach((name, googles) -> {
            if (google.has(name)) {
                candidate.set(googles, google.path(name));
            }
        });
        if (google.has("citations")) {
            candidate.putObject("citationMetadata").set("citationSources", google.path("citations"));
        }
        if (!candidate.has("groundingMetadata")) {
            AnswerSources.of(choice.message()).ifPresent(sources -> candidate.set("groundingMetadata", sources));
        }
        if (choice.logprobs() != null && choice.logprobs().path("content").isArray()) {
            addLogprobs(candidate, choice.logprobs().path("content"));
        }
    }

    private static String reason(@Nullable String reason) {
        return switch (reason == null ? "" : reason) {
            case "stop", "tool_calls", "function_call" -> "STOP";
            case "length" -> "MAX_TOKENS";
            case "content_filter" -> "SAFETY";
            default -> "OTHER";
        };
    }

    private static void addLogprobs(ObjectNode candidate, JsonNode tokens) {
        ObjectNode result = candidate.putObject("logprobsResult");
        ArrayNode top = result.putArray("topCandidates");
        ArrayNode chosen = result.putArray("chosenCandidates");
        double sum = 0;
        for (JsonNode token : tokens) {
            addToken(chosen, token);
            sum += token.path("logprob").asDouble();
            ArrayNode others = top.addObject().putArray("candidates");
            token.path("top_logprobs").forEach(other -> addToken(others, other));
        }
        if (!tokens.isEmpty()) {
            candidate.put("avgLogprobs", sum / tokens.size());
        }
    }

    private static void addToken(ArrayNode list, JsonNode token) {
        list.addObject().put("token", token.path("token").asText()).set("logProbability", token.path("logprob"));
    }
}
