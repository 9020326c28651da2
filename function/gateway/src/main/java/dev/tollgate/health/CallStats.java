package dev.tollgate.health;

/**
 * The outcomes and latencies of calls to one target.
 *
 * @param calls the calls that ended, with any outcome
 * @param failures the calls that failed
 * @param failureReports how many reports the failures come from; each report may stand for many failures
 * @param streams the calls whose latency is known
 * @param firstTokenMillis the sum of their times to first token
 * @param tokens the sum of their tokens after the first one
 * @param tokenMillis the time that these tokens took
 */
public record CallStats(
        long calls,
        long failures,
        long failureReports,
        long streams,
        long firstTokenMillis,
        long tokens,
        long tokenMillis) {
    /** No calls. */
    public static final CallStats NONE = new CallStats(0, 0, 0, 0, 0, 0, 0);

    /** One call that failed. */
    static final CallStats FAILURE = new CallStats(1, 1, 1, 0, 0, 0, 0);

    /** One successful call whose response was not streamed. */
    static final CallStats SUCCESS = new CallStats(1, 0, 0, 0, 0, 0, 0);

    /** One successful call with this latency. */
    static CallStats of(ResponseLatency latency) {
        return new CallStats(
                1,
                0,
                0,
                1,
                latency.firstToken().toMillis(),
                latency.tokens(),
                latency.rest().toMillis());
    }

    /** The sum of both. */
    public CallStats plus(CallStats other) {
        return new CallStats(
                calls + other.calls,
                failures + other.failures,
                failureReports + other.failureReports,
                streams + other.streams,
                firstTokenMillis + other.firstTokenMillis,
                tokens + other.tokens,
                tokenMillis + other.tokenMillis);
    }

    /** This many such calls in one report. */
    CallStats times(long weight) {
        return new CallStats(
                calls * weight,
                failures * weight,
                failureReports,
                streams * weight,
                firstTokenMillis * weight,
                tokens * weight,
                tokenMillis * weight);
    }
}
