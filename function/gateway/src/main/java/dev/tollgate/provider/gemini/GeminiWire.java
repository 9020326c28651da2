package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's contents, which requests and replies have in common, and its replies
 * (https://ai.google.dev/api/generate-content#response-body). In a reply, any field may be absent.
 */
final class GeminiWire {
    private GeminiWire() {}

    /** One turn of {@code user} or {@code model}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Content(@Nullable String role, @Nullable List<@Nullable Part> parts) {}

    /**
     * One part of a turn. It has one of the fields, and sometimes a signature.
     *
     * @param thought whether the text is thinking
     * @param extra parts of other types, such as {@code executableCode}; Jackson passes null where there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            @Nullable String text,
            @Nullable Boolean thought,
            @Nullable String thoughtSignature,
            @Nullable Blob inlineData,
            @Nullable FileData fileData,
            @Nullable FunctionCall functionCall,
            @Nullable FunctionResponse functionResponse,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        Part {
            extra = extra == null ? Map.of() : extra;
        }

        static Part text(String text) {
            return new Part(text, null, null, null, null, null, null, Map.of());
        }

        static Part blob(String mimeType, String base64) {
            return new Part(null, null, null, new Blob(mimeType, base64), null, null, null, Map.of());
        }

        static Part file(@Nullable String mimeType, String uri) {
            return new Part(null, null, null, null, new FileData(mimeType, uri), null, null, Map.of());
        }

        static Part call(FunctionCall call) {
            return new Part(null, null, null, null, null, call, null, Map.of());
        }

        static Part response(FunctionResponse response) {
            return new Part(null, null, null, null, null, null, response, Map.of());
        }

        Part signed(@Nullable String signature) {
            return new Part(text, thought, signature, inlineData, fileData, functionCall, functionResponse, extra);
        }
    }

    /** A file's bytes in Base64. */
    record Blob(@Nullable String mimeType, @Nullable String data) {}

    /** A file that Google reads itself. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileData(@Nullable String mimeType, @Nullable String fileUri) {}

    /** A function call of the model. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FunctionCall(
            @Nullable String id,
            @Nullable String name,
            @Nullable JsonNode args) {}

    /** The result of a function call. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FunctionResponse(
            @Nullable String id,
            @Nullable String name,
            @Nullable JsonNode response) {}

    /**
     * A buffered reply, or an event of a stream, which has complete parts too.
     *
     * @param createTime only Vertex AI sends it
     */
    record Reply(
            @Nullable List<@Nullable Candidate> candidates,
            @Nullable PromptFeedback promptFeedback,
            @Nullable WireUsage usageMetadata,
            @Nullable String modelVersion,
            @Nullable String responseId,
            @Nullable String createTime,
            @Nullable JsonNode error) {}

    /** One of the choices that the caller requested. */
    record Candidate(
            @Nullable Integer index,
            @Nullable Content content,
            @Nullable String finishReason,
            @Nullable String finishMessage,
            @Nullable JsonNode safetyRatings,
            @Nullable JsonNode citationMetadata,
            @Nullable JsonNode groundingMetadata,
            @Nullable JsonNode urlContextMetadata,
            @Nullable JsonNode logprobsResult) {}

    /** Why there are no candidates. */
    record PromptFeedback(@Nullable String blockReason) {}

    /**
     * The tokens so far. In a stream, each count is a running total.
     *
     * @param serviceTier the tier at Gemini's API
     * @param trafficType the tier at Vertex AI, such as {@code ON_DEMAND_FLEX}
     */
    record WireUsage(
            @Nullable JsonNode promptTokenCount,
            @Nullable JsonNode cachedContentTokenCount,
            @Nullable JsonNode candidatesTokenCount,
            @Nullable JsonNode thoughtsTokenCount,
            @Nullable JsonNode toolUsePromptTokenCount,
            @Nullable List<@Nullable ModalityCount> promptTokensDetails,
            @Nullable List<@Nullable ModalityCount> candidatesTokensDetails,
            @Nullable String serviceTier,
            @Nullable String trafficType) {}

    /** The number of tokens of one modality, such as text, images or audio. */
    record ModalityCount(
            @Nullable String modality, @Nullable JsonNode tokenCount) {}
}
