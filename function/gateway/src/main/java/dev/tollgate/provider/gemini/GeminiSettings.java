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

/** The request's settings as Gemini's {@code generationConfig}. */
final class GeminiSettings {
    /** The fields of the request that are read here, beside {@link ChatOptions#FIELDS}. */
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
     * The settings; null where there are none.
     *
     * @param thinking as the caller put it in Gemini's own words, or null
     * @param resolution of the images, or null
     */
    GenerationConfig config(JsonNode thinking, String resolution) {
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

    private String mimeType() {
        return switch (options.responseFormat()) {
            case ResponseFormat.Text _ -> null;
            case ResponseFormat.JsonObject _, ResponseFormat.JsonSchema _ -> JSON;
            case ResponseFormat.Other _ -> {
                unsupported.report("response_format", "knows json_object and json_schema only");
                yield null;
            }
        };
    }

    private JsonNode schema() {
        if (!(options.responseFormat() instanceof ResponseFormat.JsonSchema format) || format.schema() == null) {
            return null;
        }
        if (format.description() == null || format.schema().has("description")) {
            return format.schema();
        }
        return ((ObjectNode) format.schema().deepCopy()).put("description", format.description());
    }

    private List<String> modalities() {
        JsonNode asked = request.extra().get("modalities");
        if (asked == null || asked.isNull()) {
            return null;
        }
        if (!asked.isArray()) {
            unsupported.report("modalities", "takes a list of them");
        }
        List<String> modalities = new ArrayList<>();
        for (JsonNode modality : asked) {
            if (MODALITIES.contains(modality.asText())) {
                modalities.add(modality.asText().toUpperCase(Locale.ROOT));
            } else {
                unsupported.report("modalities", "answers a chat with text and images only");
            }
        }
        return modalities.isEmpty() ? null : modalities;
    }
}
