package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A request for vectors as OpenAI's clients send it (https://platform.openai.com/docs/api-reference/embeddings/create).
 *
 * @param encodingFormat null unless said
 * @param dimensions how long the vectors are to be; null unless said
 * @param extra fields that the gateway need not understand, untouched
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmbeddingRequest(
        String model,
        EmbeddingInput input,
        @JsonProperty("encoding_format") EmbeddingFormat encodingFormat,
        Integer dimensions,
        String user,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
        implements ModelRequest {

    public EmbeddingRequest {
        extra = ExtraFields.of(extra);
    }

    @Override
    public boolean streamed() {
        return false;
    }

    /** The form in which the caller wants its vectors. */
    public EmbeddingFormat format() {
        return encodingFormat == null ? EmbeddingFormat.FLOAT : encodingFormat;
    }

    /** The same request for another model. */
    public EmbeddingRequest forTarget(String targetModel) {
        return new EmbeddingRequest(targetModel, input, encodingFormat, dimensions, user, extra);
    }
}
