package dev.tollgate.provider;

/**
 * A request for the embeddings of some inputs, which follow those of the previous batch.
 *
 * @param inputs the number of inputs
 */
public record EmbeddingBatch(UpstreamRequest request, int inputs) {}
