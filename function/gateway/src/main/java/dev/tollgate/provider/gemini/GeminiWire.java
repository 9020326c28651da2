package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Gemini's contents, which go both ways, and its replies (https://ai.google.dev/api/generate-content#response-body). */
final class GeminiWire {
    private GeminiWire() {}

    /** What one speaker, {@code user} or {@code model}, says in one go. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Content(String role, List<Part> parts) {}

    /**
     * One part of it. One of the fields is set, and beside it sometimes a signature.
     *
     * @param thought whether it is thinking and no answer
     * @param extra parts of other kinds, such as {@code executableCode}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            String text,
            Boolean thought,
            String thoughtSignature,
            Blob inlineData,
            FileData fileData,
            FunctionCall functionCall,
            FunctionResponse functionResponse,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        static Part text(String text) {
            return new Part(text, null, null, null, null, null, null, null);
        }

        static Part blob(String mimeType, String base64) {
            return new Part(null, null, null, new Blob(mimeType, base64), null, null, null, null);
        }

        static Part file(String mimeType, String uri) {
            return new Part(null, null, null, null, new FileData(mimeType, uri), null, null, null);
        }

        static Part call(FunctionCall call) {
            return new Part(null, null, null, null, null, call, null, null);
        }

        static Part response(FunctionResponse response) {
            return new Part(null, null, null, null, null, null, response, null);
        }

        Part signed(String signature) {
            return new Part(text, thought, signature, inlineData, fileData, functionCall, functionResponse, extra);
        }
    }

    /** A file's bytes, in base64. */
    record Blob(String mimeType, String data) {}

    /** A file that Google can read by itself. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileData(String mimeType, String fileUri) {}

    /** A call that the model makes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FunctionCall(String id, String name, JsonNode args) {}

    /** What came of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FunctionResponse(String id, String name, JsonNode response) {}

    /**
     * A whole reply, or a stream's event: whole parts each time.
     *
     * @param createTime Vertex AI only
     */
    record Reply(
            List<Candidate> candidates,
            PromptFeedback promptFeedback,
            Count usageMetadata,
            String modelVersion,
            String responseId,
            String createTime,
            JsonNode error) {}

    /** One of the answers asked for. */
    record Candidate(
            Integer index,
            Content content,
            String finishReason,
            String finishMessage,
            JsonNode safetyRatings,
            JsonNode citationMetadata,
            JsonNode groundingMetadata,
            JsonNode urlContextMetadata,
            JsonNode logprobsResult) {}

    /** Why there are no candidates. */
    record PromptFeedback(String blockReason) {}

    /** Tokens so far: in a stream each count is a running total. */
    record Count(
            Long promptTokenCount,
            Long cachedContentTokenCount,
            Long candidatesTokenCount,
            Long thoughtsTokenCount,
            Long toolUsePromptTokenCount,
            List<ModalityCount> promptTokensDetails,
            List<ModalityCount> candidatesTokensDetails) {}

    /** How many of the tokens are text, images, sound and so on. */
    record ModalityCount(String modality, Long tokenCount) {}
}
