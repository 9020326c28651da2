package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.gemini.GeminiWire.Content;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What Gemini is asked (https://ai.google.dev/api/generate-content#request-body). Null fields are not sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GeminiRequest(
        List<Content> contents,
        Content systemInstruction,
        List<Tool> tools,
        ToolConfig toolConfig,
        JsonNode safetySettings,
        GenerationConfig generationConfig,
        JsonNode cachedContent) {
    GeminiRequest {
        safetySettings = said(safetySettings);
        cachedContent = said(cachedContent);
    }

    /**
     * Functions, or one of Google's own tools.
     *
     * @param builtIn such as {@code googleSearch: {}}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tool(
            List<Declaration> functionDeclarations,
            @JsonAnyGetter Map<String, JsonNode> builtIn) {}

    /** A function, its parameters as JSON Schema as it came. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Declaration(String name, String description, JsonNode parametersJsonSchema) {
        Declaration {
            parametersJsonSchema = said(parametersJsonSchema);
        }
    }

    /** Whether and which functions are to be called. */
    record ToolConfig(FunctionCalling functionCallingConfig) {}

    /**
     * The mode for all functions.
     *
     * @param mode {@code AUTO}, {@code ANY}, {@code NONE}, or {@code VALIDATED}: like {@code AUTO}, but arguments keep to
     *     the schema
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FunctionCalling(String mode, List<String> allowedFunctionNames) {}

    /** How to generate (https://ai.google.dev/api/generate-content#generationconfig). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GenerationConfig(
            BigDecimal temperature,
            BigDecimal topP,
            JsonNode topK,
            Integer candidateCount,
            Integer maxOutputTokens,
            List<String> stopSequences,
            Long seed,
            BigDecimal presencePenalty,
            BigDecimal frequencyPenalty,
            Boolean responseLogprobs,
            Integer logprobs,
            String responseMimeType,
            JsonNode responseJsonSchema,
            List<String> responseModalities,
            String mediaResolution,
            JsonNode thinkingConfig) {
        GenerationConfig {
            topK = said(topK);
        }

        /** Everything as the model has it by itself. */
        static final GenerationConfig DEFAULT = new GenerationConfig(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** A caller's null asks for nothing, where Google may take it for a value. */
    private static JsonNode said(JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }
}
