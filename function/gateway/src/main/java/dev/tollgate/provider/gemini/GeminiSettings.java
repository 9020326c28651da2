package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiRequest.GenerationConfig;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts the request's options to Gemini's {@code generationConfig}. */
final class GeminiSettings {
    /** The request fields that this class reads in addition to {@link ChatOptions#FIELDS}. */
    static final Set<String> FIELDS = Set.of("top_k", "modalities");

    /** https://ai.google.dev/api/generate-content#generationconfig */
    private static final int MAX_STOP_SEQUENCES = 5;

    private static final String JSON = "application/json";
    private static final Set<String> MODALITIES = Set.of("text", "image");

    private final ChatRequest request;
    private final ChatOptions options;
    private final GeminiTarget target;
    private final UnsupportedFields unsupported;

    GeminiSettings(ChatRequest request, ChatOptions options, GeminiTarget target, UnsupportedFields unsupported) {
        this.request = request;
        this.options = options;
        this.target = target;
        this.unsupported = unsupported;
    }

    /**
     * The settings; null where all are defaults.
     *
     * @param format what the model can return together with its tools
     * @param thinking the caller's own setting in Gemini's form
     * @param resolution the resolution of the images
     */
    @Nullable
    GenerationConfig config(ResponseFormat format, @Nullable JsonNode thinking, @Nullable String resolution) {
        GenerationConfig config = new GenerationConfig(
                request.temperature(),
                request.topP(),
                request.extra().get("top_k"),
                candidates(),
                request.completionLimit(),
                stop(),
                seed(),
                penalty("presence_penalty", options.presencePenalty()),
                penalty("frequency_penalty", options.frequencyPenalty()),
                options.logprobs() ? Boolean.TRUE : null,
                options.logprobs() ? topLogprobs() : null,
                format instanceof ResponseFormat.Text ? null : JSON,
                schema(format),
                modalities(),
                resolution,
                thinking != null
                        ? thinking
                        : GeminiThinking.config(options.reasoningEffort(), target.model(), unsupported));
        return config.equals(GenerationConfig.DEFAULT) ? null : config;
    }

    private @Nullable Integer candidates() {
        if (request.choices() == 1) {
            return null;
        }
        if (!target.severalCandidates()) {
            unsupported.report("n", "returns one choice only with this model");
            return null;
        }
        return request.n();
    }

    private @Nullable List<String> stop() {
        List<String> stop = options.stop();
        return stop.isEmpty() ? null : stop.subList(0, unsupported.stopSequences(stop.size(), MAX_STOP_SEQUENCES));
    }

    /** Google takes 1 to 20, and zero asks for nothing more (mscraftsman/generative-ai#135). */
    private @Nullable Integer topLogprobs() {
        Integer top = options.topLogprobs();
        return top == null || top == 0 ? null : top;
    }

    /** Google's seed has 32 bits, OpenAI's 64. */
    private @Nullable Long seed() {
        Long seed = options.seed();
        if (seed != null && seed.intValue() != seed) {
            unsupported.report("seed", "takes a seed of 32 bits");
            return null;
        }
        return seed;
    }

    /** Many models reject any penalty, and zero is the default. */
    private @Nullable BigDecimal penalty(String field, @Nullable BigDecimal penalty) {
        if (penalty == null || penalty.signum() == 0) {
            return null;
        }
        if (!target.model().takesPenalties()) {
            unsupported.report(field, "takes no penalties with this model");
            return null;
        }
        return penalty;
    }

    private static @Nullable JsonNode schema(ResponseFormat requested) {
        if (!(requested instanceof ResponseFormat.JsonSchema format) || format.schema() == null) {
            return null;
        }
        JsonNode schema = GeminiSchema.of(format.schema());
        return format.description() == null || schema.has("description")
                ? schema
                : ((ObjectNode) schema).put("description", format.description());
    }

    private @Nullable List<String> modalities() {
        JsonNode requested = request.extra().get("modalities");
        if (requested == null || requested.isNull()) {
            return null;
        }
        if (!requested.isArray()) {
            unsupported.report("modalities", "takes a list of them");
        }
        List<String> modalities = new ArrayList<>();
        for (JsonNode modality : requested) {
            if (MODALITIES.contains(modality.asText())) {
                modalities.add(modality.asText().toUpperCase(Locale.ROOT));
            } else {
                unsupported.report("modalities", "generates only text and images");
            }
        }
        return modalities.isEmpty() ? null : modalities;
    }
}
