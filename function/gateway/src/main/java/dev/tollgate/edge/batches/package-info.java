/**
 * OpenAI's files and batches. Start at {@link dev.tollgate.edge.batches.FilesEndpoint} and {@link
 * dev.tollgate.edge.batches.BatchesEndpoint}.
 */
@NullMarked
package dev.tollgate.edge.batches;

import org.jspecify.annotations.NullMarked;
