package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A request for a model: for a chat, for embeddings, or to one of the other endpoints. */
public sealed interface ModelRequest permits ChatRequest, EmbeddingRequest, MediaRequest {

    /** The requested alias or model. */
    String model();

    /** The requested model, followed by the models to fall back to; each once. */
    default List<String> requestedModels() {
        return List.of(model());
    }

    /** The fields that the gateway does not need, or reads in passing. */
    Map<String, JsonNode> extra();

    /** Whether the caller wants server-sent events. */
    boolean streamed();
}
