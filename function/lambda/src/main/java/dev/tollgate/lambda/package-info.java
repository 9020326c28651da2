/**
 * Runs the gateway as a Lambda function: receives events from the Runtime API and streams the responses back. Lambda starts
 * {@link dev.tollgate.lambda.Main}; nothing else uses this package. Start reading at
 * {@link dev.tollgate.lambda.PollWorker}, which shows the life of one event.
 */
@NullMarked
package dev.tollgate.lambda;

import org.jspecify.annotations.NullMarked;
