package dev.tollgate.provider;

/**
 * A request for the vectors of some of the inputs, which follow those of the batch before it.
 *
 * @param inputs how many
 */
public record EmbeddingBatch(UpstreamRequest request, int inputs) {}
