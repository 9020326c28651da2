package dev.tollgate.health;

/**
 * What came of calls of one target.
 *
 * @param calls that ended, whatever their outcome
 * @param failures of these
 * @param failureReports how many reports the failures come from, each of which may stand for many
 * @param streams of the calls, those whose speed is known
 * @param firstTokenMillis times to first token of all streams together
 * @param tokens that came after the first, of all streams together
 * @param tokenMillis how long they took
 */
public record CallStats(
        long calls,
        long failures,
        long failureReports,
        long streams,
        long firstTokenMillis,
        long tokens,
        long tokenMillis) {
    /** No call. */
    public static final CallStats NONE = new CallStats(0, 0, 0, 0, 0, 0, 0);

    /** One call that failed. */
    static final CallStats FAILURE = new CallStats(1, 1, 1, 0, 0, 0, 0);

    /** One call that was answered in one piece. */
    static final CallStats ANSWER = new CallStats(1, 0, 0, 0, 0, 0, 0);

    /** One call that was answered at this speed. */
    static CallStats of(ResponseLatency speed) {
        return new CallStats(
                1,
                0,
                0,
                1,
                speed.firstToken().toMillis(),
                speed.tokens(),
                speed.rest().toMillis());
    }

    /** Both together. */
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

    /** So many calls of this kind, told in one report. */
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
