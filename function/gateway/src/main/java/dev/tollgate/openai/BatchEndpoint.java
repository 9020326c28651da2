package dev.tollgate.openai;

import java.util.Optional;
import java.util.stream.Stream;

/** The endpoints whose requests may be lines of a batch (https://platform.openai.com/docs/api-reference/batch/create). */
public enum BatchEndpoint {
    CHAT("/v1/chat/completions", "batches of chats"),
    RESPONSES("/v1/responses", "batches of responses"),
    COMPLETIONS("/v1/completions", "batches of completions"),
    EMBEDDINGS("/v1/embeddings", "batches of embeddings"),
    MODERATIONS("/v1/moderations", "batches of moderations");

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

    /** What its requests are for a provider that does not have it: the same endpoint where they are nothing else. */
    public BatchEndpoint translated() {
        return switch (this) {
            case RESPONSES, COMPLETIONS -> CHAT;
            case CHAT, EMBEDDINGS, MODERATIONS -> this;
        };
    }
}
