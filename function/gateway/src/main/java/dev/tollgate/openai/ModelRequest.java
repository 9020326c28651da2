package dev.tollgate.openai;

import java.util.List;

/** A request for a model: a chat or an embedding request. */
public sealed interface ModelRequest permits ChatRequest, EmbeddingRequest {

    /** The requested alias or model. */
    String model();

    /** The requested model, followed by the models to fall back to; each once. */
    default List<String> requestedModels() {
        return List.of(model());
    }

    /** Whether the caller wants server-sent events. */
    boolean streamed();
}
