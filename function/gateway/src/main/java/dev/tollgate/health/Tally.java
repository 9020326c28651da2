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
public record Tally(
        long calls,
        long failures,
        long failureReports,
        long streams,
        long firstTokenMillis,
        long tokens,
        long tokenMillis) {
    /** No call. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    /** One call that failed. */
    static final Tally FAILURE = new Tally(1, 1, 1, 0, 0, 0, 0);

    /** One call that was answered in one piece. */
    static final Tally ANSWER = new Tally(1, 0, 0, 0, 0, 0, 0);

    /** One call that was answered at this speed. */
    static Tally of(Speed speed) {
        return new Tally(
                1,
                0,
                0,
                1,
                speed.firstToken().toMillis(),
                speed.tokens(),
                speed.rest().toMillis());
    }

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(
                calls + other.calls,
                failures + other.failures,
                failureReports + other.failureReports,
                streams + other.streams,
                firstTokenMillis + other.firstTokenMillis,
                tokens + other.tokens,
                tokenMillis + other.tokenMillis);
    }

    /** So many calls of this kind, told in one report. */
    Tally times(long weight) {
        return new Tally(
                calls * weight,
                failures * weight,
                failureReports,
                streams * weight,
                firstTokenMillis * weight,
                tokens * weight,
                tokenMillis * weight);
    }
}
