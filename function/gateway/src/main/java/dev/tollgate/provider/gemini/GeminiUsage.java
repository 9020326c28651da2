package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReportedCount;
import dev.tollgate.provider.gemini.GeminiWire.ModalityCount;
import dev.tollgate.provider.gemini.GeminiWire.WireUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts Gemini's usage to OpenAI's definition (https://ai.google.dev/api/generate-content#UsageMetadata).
 *
 * <p>Gemini counts thinking separately from the candidates' tokens, and the results of its own tools separately from the
 * prompt's. OpenAI includes both. Both include cached tokens in the prompt's.
 */
final class GeminiUsage {
    private static final String TEXT = "TEXT";
    private static final String AUDIO = "AUDIO";

    private GeminiUsage() {}

    /**
     * The usage; null where the reported counts are impossible.
     *
     * @param tools how many different searches Google ran for the answer, and whether it asked its maps
     */
    static @Nullable Usage of(WireUsage usage, ServerToolUse tools) {
        long prompt =
                ReportedCount.orZero(usage.promptTokenCount()) + ReportedCount.orZero(usage.toolUsePromptTokenCount());
        long completion =
                ReportedCount.orZero(usage.candidatesTokenCount()) + ReportedCount.orZero(usage.thoughtsTokenCount());
        return Usage.reported(prompt, completion, promptDetails(usage), completionDetails(usage), tools.fields());
    }

    /**
     * The searches that Google bills: each text once, and none for an empty one
     * (https://ai.google.dev/gemini-api/docs/google-search#pricing).
     */
    static Set<String> searches(@Nullable JsonNode grounding) {
        Set<String> searches = new LinkedHashSet<>();
        if (grounding != null) {
            grounding.path("webSearchQueries").forEach(query -> {
                if (query.isTextual() && !query.textValue().isBlank()) {
                    searches.add(query.textValue());
                }
            });
        }
        return searches;
    }

    /** Whether a place comes from Google's maps (https://ai.google.dev/gemini-api/docs/maps-grounding). */
    static boolean asksMaps(@Nullable JsonNode grounding) {
        return grounding != null
                && grounding.path("groundingChunks").valueStream().anyMatch(chunk -> chunk.has("maps"));
    }

    private static Usage.@Nullable PromptDetails promptDetails(WireUsage usage) {
        Long cached = ReportedCount.of(usage.cachedContentTokenCount());
        Long audio = audio(usage.promptTokensDetails());
        Map<String, JsonNode> others = others(usage.promptTokensDetails());
        boolean none = cached == null && audio == null && others.isEmpty();
        return none ? null : new Usage.PromptDetails(cached, null, audio, others);
    }

    private static Usage.@Nullable CompletionDetails completionDetails(WireUsage usage) {
        Long reasoning = ReportedCount.of(usage.thoughtsTokenCount());
        Long audio = audio(usage.candidatesTokensDetails());
        Map<String, JsonNode> others = others(usage.candidatesTokensDetails());
        boolean none = reasoning == null && audio == null && others.isEmpty();
        return none ? null : new Usage.CompletionDetails(reasoning, audio, null, null, others);
    }

    private static @Nullable Long audio(@Nullable List<@Nullable ModalityCount> details) {
        for (TokenCount count : counts(details)) {
            if (count.modality().equals(AUDIO)) {
                return count.tokens();
            }
        }
        return null;
    }

    /** Images and the like have prices of their own: {@code image_tokens}, as in OpenAI's usage of image models. */
    private static Map<String, JsonNode> others(@Nullable List<@Nullable ModalityCount> details) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        for (TokenCount count : counts(details)) {
            if (!count.modality().equals(TEXT) && !count.modality().equals(AUDIO)) {
                others.put(count.modality().toLowerCase(Locale.ROOT) + "_tokens", LongNode.valueOf(count.tokens()));
            }
        }
        return others;
    }

    /** The counts of the known modalities. */
    private record TokenCount(String modality, long tokens) {}

    private static List<TokenCount> counts(@Nullable List<@Nullable ModalityCount> details) {
        List<TokenCount> counts = new ArrayList<>();
        for (ModalityCount detail : details == null ? List.<@Nullable ModalityCount>of() : details) {
            Long tokens = detail == null ? null : ReportedCount.of(detail.tokenCount());
            if (detail != null && detail.modality() != null && tokens != null) {
                counts.add(new TokenCount(detail.modality(), tokens));
            }
        }
        return counts;
    }
}
