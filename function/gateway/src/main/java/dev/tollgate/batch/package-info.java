/**
 * Files and batches of clients: what is kept of them, and how a batch is followed until its lines are in usage records. The pipeline
 * creates batches, and a schedule runs {@link dev.tollgate.batch.BatchFollower}.
 */
@NullMarked
package dev.tollgate.batch;

import org.jspecify.annotations.NullMarked;
