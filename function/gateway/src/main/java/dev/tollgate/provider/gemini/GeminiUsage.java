package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.gemini.GeminiWire.Count;
import dev.tollgate.provider.gemini.GeminiWire.ModalityCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gemini's count in OpenAI's meaning (https://ai.google.dev/api/generate-content#UsageMetadata).
 *
 * <p>Gemini counts thoughts beside the candidates' tokens, and what its own tools brought into the prompt beside the
 * prompt's; OpenAI counts both inside. Cached tokens are inside the prompt's at both.
 */
final class GeminiUsage {
    private static final String TEXT = "TEXT";
    private static final String AUDIO = "AUDIO";

    private GeminiUsage() {}

    /** Null where Gemini told no count that can be true. */
    static Usage of(Count count) {
        long prompt = number(count.promptTokenCount()) + number(count.toolUsePromptTokenCount());
        long completion = number(count.candidatesTokenCount()) + number(count.thoughtsTokenCount());
        return Usage.reported(prompt, completion, promptDetails(count), completionDetails(count), null);
    }

    private static Usage.PromptDetails promptDetails(Count count) {
        Long cached = count.cachedContentTokenCount();
        Long audio = audio(count.promptTokensDetails());
        Map<String, JsonNode> others = others(count.promptTokensDetails());
        boolean none = cached == null && audio == null && others.isEmpty();
        return none ? null : new Usage.PromptDetails(cached, null, audio, others);
    }

    private static Usage.CompletionDetails completionDetails(Count count) {
        Long thoughts = count.thoughtsTokenCount();
        Long audio = audio(count.candidatesTokensDetails());
        Map<String, JsonNode> others = others(count.candidatesTokensDetails());
        boolean none = thoughts == null && audio == null && others.isEmpty();
        return none ? null : new Usage.CompletionDetails(thoughts, audio, null, null, others);
    }

    private static Long audio(List<ModalityCount> details) {
        return known(details).stream()
                .filter(detail -> detail.modality().equals(AUDIO))
                .map(ModalityCount::tokenCount)
                .findFirst()
                .orElse(null);
    }

    /** Images and the like have prices of their own: {@code image_tokens}, as in OpenAI's counts of image models. */
    private static Map<String, JsonNode> others(List<ModalityCount> details) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        for (ModalityCount detail : known(details)) {
            if (!detail.modality().equals(TEXT) && !detail.modality().equals(AUDIO)) {
                others.put(
                        detail.modality().toLowerCase(Locale.ROOT) + "_tokens", LongNode.valueOf(detail.tokenCount()));
            }
        }
        return others;
    }

    private static List<ModalityCount> known(List<ModalityCount> details) {
        return details == null
                ? List.of()
                : details.stream()
                        .filter(detail -> detail != null && detail.modality() != null && detail.tokenCount() != null)
                        .toList();
    }

    private static long number(Long count) {
        return count == null ? 0 : Math.max(0, count);
    }
}
