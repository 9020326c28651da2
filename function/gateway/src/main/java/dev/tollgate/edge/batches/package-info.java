/**
 * OpenAI's files and batches. Quarkus calls the endpoints, and they call {@code batch} for what is stored and {@code pipeline} for
 * the call that creates a batch. Start at {@link dev.tollgate.edge.batches.FilesEndpoint} and
 * {@link dev.tollgate.edge.batches.BatchesEndpoint}.
 */
@NullMarked
package dev.tollgate.edge.batches;

import org.jspecify.annotations.NullMarked;
