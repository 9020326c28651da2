package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In which form and in which number an OpenAI-compatible provider accepts what is in a request.
 *
 * @param anyTool whether it may run tools that are Anthropic's, for all that is known
 * @param searching the models, as a pattern, that search the web where the request has {@code web_search_options}
 * @param fileUrls whether it fetches images by URL; otherwise it receives the bytes
 * @param stopSequences the largest number of stop sequences; absent where none is known
 * @param base64Embeddings whether it returns embeddings in Base64. Many servers ignore that, fail, or return nothing
 *     (plastic-labs/honcho#932)
 * @param embeddingBatch the largest number of texts in one request for embeddings; absent where it takes OpenAI's 2,048
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputQuirks(
        @JsonProperty("any_tool") @Nullable Boolean anyTool,
        @Nullable Pattern searching,
        @JsonProperty("file_urls") @Nullable Boolean fileUrls,
        @JsonProperty("stop_sequences") @Nullable Integer stopSequences,
        @JsonProperty("base64_embeddings") @Nullable Boolean base64Embeddings,
        @JsonProperty("embedding_batch") @Nullable Integer embeddingBatch) {

    /** Of a provider that is described, and accepts what every provider accepts. */
    public static final InputQuirks NONE = new InputQuirks(null, null, null, null, null, null);

    /** Of a provider that nobody has described: it may be a proxy in front of any other. */
    public static final InputQuirks UNKNOWN = new InputQuirks(true, null, null, null, null, null);

    /** Whether it may run tools that are Anthropic's. */
    public boolean takesAnyTool() {
        return Boolean.TRUE.equals(anyTool);
    }

    /** Whether this model searches the web where a request wants that. */
    public boolean searches(String model) {
        return searching != null && searching.matcher(model).matches();
    }

    /** Whether it fetches images by URL, as OpenAI does. */
    public boolean fetchesFiles() {
        return fileUrls == null || fileUrls;
    }

    /** Whether it returns embeddings in Base64. */
    public boolean takesBase64() {
        return Boolean.TRUE.equals(base64Embeddings);
    }
}
