package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * In which form and in which number an OpenAI-compatible provider accepts what is in a request.
 *
 * @param fileUrls whether it fetches images by URL; otherwise it receives the bytes
 * @param stopSequences the largest number of stop sequences; absent where none is known
 * @param base64Embeddings whether it returns embeddings in Base64. Many servers ignore that, fail, or return nothing
 *     (plastic-labs/honcho#932)
 * @param embeddingBatch the largest number of texts in one request for embeddings; absent where it takes OpenAI's 2,048
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputQuirks(
        @JsonProperty("file_urls") @Nullable Boolean fileUrls,
        @JsonProperty("stop_sequences") @Nullable Integer stopSequences,
        @JsonProperty("base64_embeddings") @Nullable Boolean base64Embeddings,
        @JsonProperty("embedding_batch") @Nullable Integer embeddingBatch) {

    /** Accepts what every provider accepts. */
    public static final InputQuirks NONE = new InputQuirks(null, null, null, null);

    /** Whether it fetches images by URL, as OpenAI does. */
    public boolean fetchesFiles() {
        return fileUrls == null || fileUrls;
    }

    /** Whether it returns embeddings in Base64. */
    public boolean takesBase64() {
        return Boolean.TRUE.equals(base64Embeddings);
    }
}
