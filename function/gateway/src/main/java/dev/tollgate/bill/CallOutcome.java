package dev.tollgate.bill;

/** How an accepted request ended. */
public enum CallOutcome {
    /** The caller has the whole answer. */
    COMPLETE,
    /** The provider failed after the answer had begun. */
    CUT,
    /** The caller went away before the answer's end. */
    CANCELLED,
    /** No target answered. */
    FAILED,
    /** Nobody knows: the environment that served it died, and a sweep has closed its record. */
    ABANDONED
}
