package dev.tollgate.repeat;

/** What became of a request under its idempotency key so far. */
public sealed interface Claim {

    /** Nobody has sent it before, or it came to no answer: it is this caller's to run. */
    record Granted() implements Claim {}

    /** The same request is under way. */
    record UnderWay() implements Claim {}

    /** It was answered. */
    record Answered(Sent answer) implements Claim {}

    /** Something else was asked under this key. */
    record Different() implements Claim {}
}
