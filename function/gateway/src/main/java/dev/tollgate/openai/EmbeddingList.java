package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.IntStream;

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
        return new EmbeddingList("list", data, model, new Tokens(usage.promptTokens(), usage.totalTokens()));
    }

    /**
     * One embedding.
     *
     * @param index the position of its input
     */
    public record Item(String object, int index, Embedding embedding) {}

    /** Usage without completion tokens, which embedding models do not produce. */
    public record Tokens(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("total_tokens") long totalTokens) {}
}
