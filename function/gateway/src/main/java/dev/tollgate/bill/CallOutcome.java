package dev.tollgate.bill;

/** How an accepted request ended. */
public enum CallOutcome {
    /** The caller received the whole response. */
    COMPLETE,
    /** The provider failed after the response had started. */
    CUT,
    /** The caller disconnected before the response ended. */
    CANCELLED,
    /** No target responded. */
    FAILED,
    /** The outcome is unknown: the gateway that served the request died, and a sweep closed its record. */
    ABANDONED
}
