package dev.tollgate.promptlog;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.ModelRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one call: the request as it left the gateway, and the answer as the client got it, but with placeholders.
 *
 * @param alias the model that the client requested
 * @param provider the provider that responded, or the last one that was called; null if none was
 * @param error how the call failed; null if it did not
 * @param answer null if the client did not get a whole chat answer
 */
public record LoggedCall(
        String requestId,
        String keyId,
        String alias,
        @Nullable String provider,
        @Nullable String model,
        Instant receivedAt,
        Instant endedAt,
        CallOutcome outcome,
        @Nullable ErrorKind error,
        ModelRequest request,
        @Nullable ChatCompletion answer) {}
