package dev.tollgate.idempotency;

/** The result of claiming an idempotency key: whether the caller may run its request. */
public sealed interface IdempotencyClaim {

    /** The key is new, or its request has failed: the caller runs the request now. */
    record Granted() implements IdempotencyClaim {}

    /** The same request is still in progress. */
    record InProgress() implements IdempotencyClaim {}

    /** The request is complete: the caller gets the stored response. */
    record Completed(ReplayableResponse response) implements IdempotencyClaim {}

    /** The key belongs to a different request. */
    record KeyReused() implements IdempotencyClaim {}
}
