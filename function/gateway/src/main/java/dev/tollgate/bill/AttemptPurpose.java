package dev.tollgate.bill;

/** What a model or an engine was called for. */
public enum AttemptPurpose {
    /** To respond to the client. */
    RESPOND,
    /** To choose the tier of the request. */
    JUDGE,
    /** To check content for a policy. */
    SCAN
}
