package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.IntStream;

/** The vectors that were asked for (https://platform.openai.com/docs/api-reference/embeddings/object). */
public record EmbeddingList(String object, List<Item> data, String model, Tokens usage) {

    public EmbeddingList {
        data = List.copyOf(data);
    }

    /** The list of these vectors, in the order of the inputs. */
    public static EmbeddingList of(List<Embedding> embeddings, EmbeddingFormat format, String model, Usage usage) {
        List<Item> data = IntStream.range(0, embeddings.size())
                .mapToObj(i -> new Item("embedding", i, embeddings.get(i).as(format)))
                .toList();
        return new EmbeddingList("list", data, model, new Tokens(usage.promptTokens(), usage.totalTokens()));
    }

    /**
     * One vector.
     *
     * @param index of its input
     */
    public record Item(String object, int index, Embedding embedding) {}

    /** A count without a completion: no model writes here. */
    public record Tokens(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("total_tokens") long totalTokens) {}
}
