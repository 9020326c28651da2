package dev.tollgate.simulator;

/** What a provider does with one request. Real providers have shown each of these behaviours. */
enum ProviderBehaviour {
    /** Answers after its latency. */
    ANSWER,
    /** Answers 429 with the time to wait. */
    LIMIT,
    /** Answers 503 with an HTML page, like a proxy in front of the provider. */
    OVERLOAD,
    /** Accepts the request and never answers. */
    HANG,
    /** Starts a response and closes the connection before the model has produced anything. */
    CUT,
    /** Answers 200 with an error instead of a response. */
    LIE,
    /** Closes the connection without a response. */
    REFUSE
}
