package dev.tollgate.openai;

/** What a caller asks of a model, in one of OpenAI's forms. */
public sealed interface ModelRequest permits ChatRequest, EmbeddingRequest {

    /** The alias or model asked for. */
    String model();

    /** Whether the caller wants server-sent events. */
    boolean streamed();
}
