package dev.tollgate.simulator;

/** What a provider does with one request: what providers have been seen to do, each once. */
enum ProviderBehaviour {
    /** Answers, at its pace. */
    ANSWER,
    /** 429, with the time to wait. */
    LIMIT,
    /** 503 and a page in HTML, as a proxy before it would. */
    OVERLOAD,
    /** Takes the request and says nothing. */
    HANG,
    /** Begins an answer and closes the connection before the model has said anything. */
    CUT,
    /** 200, and an error where the answer should be. */
    LIE,
    /** Closes the connection without a word. */
    REFUSE
}
