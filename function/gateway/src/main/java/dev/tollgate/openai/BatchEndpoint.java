package dev.tollgate.openai;

import java.util.Optional;
import java.util.stream.Stream;

/** The endpoints whose requests may be lines of a batch (https://platform.openai.com/docs/api-reference/batch/create). */
public enum BatchEndpoint {
    CHAT("/v1/chat/completions", "batches of chats"),
    EMBEDDINGS("/v1/embeddings", "batches of embeddings");

    private final String url;
    private final String offer;

    BatchEndpoint(String url, String offer) {
        this.url = url;
        this.offer = offer;
    }

    /** The endpoint at this path; empty if its requests cannot be lines. */
    public static Optional<BatchEndpoint> at(String url) {
        return Stream.of(values()).filter(endpoint -> endpoint.url.equals(url)).findFirst();
    }

    /** The path, as lines name it. */
    public String url() {
        return url;
    }

    /** What a provider offers that takes them, for messages: "x has no batches of chats". */
    public String offer() {
        return offer;
    }
}
