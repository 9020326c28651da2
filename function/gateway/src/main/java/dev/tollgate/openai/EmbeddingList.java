package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The response to an embedding request (https://platform.openai.com/docs/api-reference/embeddings/object). */
public record EmbeddingList(String object, List<Item> data, String model, Tokens usage) {

    public EmbeddingList {
        data = List.copyOf(data);
    }

    /** The response with these embeddings, in the order of the inputs. */
    public static EmbeddingList of(List<Embedding> embeddings, EmbeddingFormat format, String model, Usage usage) {
        List<Item> data = IntStream.range(0, embeddings.size())
                .mapToObj(i -> new Item("embedding", i, embeddings.get(i).as(format)))
                .toList();
        return new EmbeddingList("list", data, model, new Tokens(usage.promptTokens(), usage.totalTokens(), null));
    }

    /** The same response with its embeddings in this format. */
    public EmbeddingList as(EmbeddingFormat format) {
        return new EmbeddingList(
                object,
                data.stream()
                        .map(item -> new Item(
                                item.object(), item.index(), item.embedding().as(format)))
                        .toList(),
                model,
                usage);
    }

    /** What the provider counted. */
    public Usage counted() {
        return Usage.of(usage.promptTokens(), usage.totalTokens() - usage.promptTokens());
    }

    /**
     * The same response with its cost.
     *
     * @param usd in US dollars; null if it is not known
     */
    public EmbeddingList withCost(@Nullable BigDecimal usd) {
        JsonNode cost = usd == null ? NullNode.getInstance() : DecimalNode.valueOf(usd);
        return new EmbeddingList(object, data, model, new Tokens(usage.promptTokens(), usage.totalTokens(), cost));
    }

    /**
     * One embedding.
     *
     * @param index the position of its input
     */
    public record Item(String object, int index, Embedding embedding) {}

    /**
     * Usage without completion tokens, which embedding models do not produce.
     *
     * @param cost in US dollars; null unless the caller wants to know it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tokens(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("total_tokens") long totalTokens,
            @Nullable JsonNode cost) {}
}
