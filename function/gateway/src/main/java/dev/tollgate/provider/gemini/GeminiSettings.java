package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiRequest.GenerationConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts the request's options to Gemini's {@code generationConfig}. */
final class GeminiSettings {
    /** The request fields that this class reads in addition to {@link ChatOptions#FIELDS}. */
    static final Set<String> FIELDS = Set.of("top_k", "modalities");

    private static final String JSON = "application/json";
    private static final Set<String> MODALITIES = Set.of("text", "image");

    private final ChatRequest request;
    private final ChatOptions options;
    private final GeminiModel model;
    private final UnsupportedFields unsupported;

    GeminiSettings(ChatRequest request, ChatOptions options, GeminiModel model, UnsupportedFields unsupported) {
        this.request = request;
        this.options = options;
        this.model = model;
        this.unsupported = unsupported;
    }

    /**
     * The settings; null where all are defaults.
     *
     * @param thinking the caller's own setting in Gemini's form
     * @param resolution the resolution of the images
     */
    @Nullable
    GenerationConfig config(@Nullable JsonNode thinking, @Nullable String resolution) {
        GenerationConfig config = new GenerationConfig(
                request.temperature(),
                request.topP(),
                request.extra().get("top_k"),
                request.n(),
                request.completionLimit(),
                options.stop().isEmpty() ? null : options.stop(),
                options.seed(),
                options.presencePenalty(),
                options.frequencyPenalty(),
                options.logprobs() ? Boolean.TRUE : null,
                options.topLogprobs(),
                mimeType(),
                schema(),
                modalities(),
                resolution,
                thinking != null ? thinking : GeminiThinking.config(options.reasoningEffort(), model, unsupported));
        return config.equals(GenerationConfig.DEFAULT) ? null : config;
    }

    private @Nullable String mimeType() {
        return switch (options.responseFormat()) {
            case ResponseFormat.Text _ -> null;
            case ResponseFormat.JsonObject _, ResponseFormat.JsonSchema _ -> JSON;
            case ResponseFormat.Other _ -> {
                unsupported.report("response_format", "supports only json_object and json_schema");
                yield null;
            }
        };
    }

    private @Nullable JsonNode schema() {
        if (!(options.responseFormat() instanceof ResponseFormat.JsonSchema format) || format.schema() == null) {
            return null;
        }
        if (format.description() == null || format.schema().has("description")) {
            return format.schema();
        }
        return ((ObjectNode) format.schema().deepCopy()).put("description", format.description());
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
