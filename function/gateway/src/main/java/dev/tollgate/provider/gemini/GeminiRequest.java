package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.gemini.GeminiWire.Content;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to Gemini's API (https://ai.google.dev/api/generate-content#request-body). Absent fields are not sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GeminiRequest(
        List<Content> contents,
        @Nullable Content systemInstruction,
        @Nullable List<Tool> tools,
        @Nullable ToolConfig toolConfig,
        @Nullable JsonNode safetySettings,
        @Nullable GenerationConfig generationConfig,
        @Nullable JsonNode cachedContent,
        @Nullable String serviceTier) {
    GeminiRequest {
        safetySettings = withoutNull(safetySettings);
        cachedContent = withoutNull(cachedContent);
    }

    /**
     * Functions, or one of Google's own tools.
     *
     * @param builtIn such as {@code googleSearch: {}}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tool(
            @Nullable List<Declaration> functionDeclarations,
            @JsonAnyGetter Map<String, JsonNode> builtIn) {}

    /** A function with the caller's JSON Schema of its parameters. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Declaration(
            String name,
            @Nullable String description,
            @Nullable JsonNode parametersJsonSchema) {
        Declaration {
            parametersJsonSchema = withoutNull(parametersJsonSchema);
        }
    }

    /**
     * Whether the model must call a function, and which ones it may call.
     *
     * @param includeServerSideToolInvocations true where functions come with Google's own tools, which requires it
     *     (https://ai.google.dev/gemini-api/docs/tool-combination)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ToolConfig(
            @Nullable FunctionCalling functionCallingConfig,
            @Nullable Boolean includeServerSideToolInvocations) {}

    /**
     * The mode for all functions.
     *
     * @param mode {@code AUTO}, {@code ANY}, {@code NONE}, or {@code VALIDATED}, which is {@code AUTO} with arguments that match
     *     the schema
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FunctionCalling(String mode, @Nullable List<String> allowedFunctionNames) {}

    /** The settings of the generation (https://ai.google.dev/api/generate-content#generationconfig). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GenerationConfig(
            @Nullable BigDecimal temperature,
            @Nullable BigDecimal topP,
            @Nullable JsonNode topK,
            @Nullable Integer candidateCount,
            @Nullable Integer maxOutputTokens,
            @Nullable List<String> stopSequences,
            @Nullable Long seed,
            @Nullable BigDecimal presencePenalty,
            @Nullable BigDecimal frequencyPenalty,
            @Nullable Boolean responseLogprobs,
            @Nullable Integer logprobs,
            @Nullable String responseMimeType,
            @Nullable JsonNode responseJsonSchema,
            @Nullable List<String> responseModalities,
            @Nullable String mediaResolution,
            @Nullable JsonNode thinkingConfig) {
        GenerationConfig {
            topK = withoutNull(topK);
        }

        /** The model's own defaults. */
        static final GenerationConfig DEFAULT = new GenerationConfig(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Drops a caller's JSON null, which means the default, because Google may treat it as a value. */
    private static @Nullable JsonNode withoutNull(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }
}
