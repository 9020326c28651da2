package dev.tollgate.idempotency;

/** What became of a request under its idempotency key so far. */
public sealed interface IdempotencyClaim {

    /** Nobody has sent it before, or it came to no answer: it is this caller's to run. */
    record Granted() implements IdempotencyClaim {}

    /** The same request is under way. */
    record UnderWay() implements IdempotencyClaim {}

    /** It was answered. */
    record Answered(StoredResponse answer) implements IdempotencyClaim {}

    /** Something else was asked under this key. */
    record Different() implements IdempotencyClaim {}
}
