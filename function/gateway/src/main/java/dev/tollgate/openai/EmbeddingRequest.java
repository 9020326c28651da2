package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An embedding request as OpenAI's clients send it (https://platform.openai.com/docs/api-reference/embeddings/create).
 * {@code edge.EmbeddingRules} checks every request right after Jackson has read it: from then on it has a model and an input.
 *
 * @param dimensions the length of the embeddings
 * @param extra fields that the gateway does not need, untouched
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmbeddingRequest(
        String model,
        EmbeddingInput input,
        @JsonProperty("encoding_format") @Nullable EmbeddingFormat encodingFormat,
        @Nullable Integer dimensions,
        @Nullable String user,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
        implements ModelRequest {

    public EmbeddingRequest {
        extra = ExtraFields.of(extra);
    }

    @Override
    public boolean streamed() {
        return false;
    }

    /** The format in which the caller wants the embeddings. */
    public EmbeddingFormat format() {
        return encodingFormat == null ? EmbeddingFormat.FLOAT : encodingFormat;
    }

    /** The same request with other fields that the gateway does not need. */
    public EmbeddingRequest withExtra(Map<String, JsonNode> otherFields) {
        return new EmbeddingRequest(model, input, encodingFormat, dimensions, user, otherFields);
    }

    /** The same request for embeddings of another input. */
    public EmbeddingRequest withInput(EmbeddingInput otherInput) {
        return new EmbeddingRequest(model, otherInput, encodingFormat, dimensions, user, extra);
    }

    /** The same request for numbers, which is the format of a request that names none. */
    public EmbeddingRequest withoutFormat() {
        return new EmbeddingRequest(model, input, null, dimensions, user, extra);
    }

    /** The same request for another model. */
    public EmbeddingRequest forTarget(String targetModel) {
        return new EmbeddingRequest(targetModel, input, encodingFormat, dimensions, user, extra);
    }
}
