package dev.tollgate.openai;

import java.util.List;

/** What a caller asks of a model, in one of OpenAI's forms. */
public sealed interface ModelRequest permits ChatRequest, EmbeddingRequest {

    /** The alias or model asked for. */
    String model();

    /** The same, and then those to try when it does not answer; each once. */
    default List<String> wanted() {
        return List.of(model());
    }

    /** Whether the caller wants server-sent events. */
    boolean streamed();
}
