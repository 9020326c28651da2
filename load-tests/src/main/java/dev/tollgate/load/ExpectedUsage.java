package dev.tollgate.load;

/** The usage in each response of {@code upstream/whole.json} and {@code upstream/stream.sse}. */
final class ExpectedUsage {
    static final int PROMPT_TOKENS = 58;
    static final int COMPLETION_TOKENS = 40;
    static final int TOKENS = PROMPT_TOKENS + COMPLETION_TOKENS;

    /** The cost with the prices of {@code tollgate.yaml}: 1 and 2 dollars per million tokens. */
    static final int COST_MICROS = PROMPT_TOKENS + 2 * COMPLETION_TOKENS;

    private ExpectedUsage() {}
}
