package dev.tollgate.histories;

import java.util.ArrayList;
import java.util.List;

/** An entry of the provider's own ledger: one attempt as it arrived, and how far it came. */
final class BilledAttempt {
    private final String target;
    private final AttemptScript.Question question;
    private final AttemptScript script;
    private final List<ReportedUsage> reported = new ArrayList<>();
    private int said;

    BilledAttempt(String target, AttemptScript.Question question, AttemptScript script) {
        this.target = target;
        this.question = question;
        this.script = script;
    }

    synchronized void say() {
        said++;
    }

    synchronized void report(ReportedUsage count) {
        reported.add(count);
    }

    /** {@code provider/model}. */
    String target() {
        return target;
    }

    AttemptScript.Question question() {
        return question;
    }

    AttemptScript script() {
        return script;
    }

    /** The last count that the provider has reported, which it bills. Null if there is none. */
    synchronized ReportedUsage reported() {
        return reported.isEmpty() ? null : reported.getLast();
    }

    /** All reported counts, in order. A gateway that stops the attempt may have received only the first. */
    synchronized List<ReportedUsage> reportedInTurn() {
        return List.copyOf(reported);
    }

    /** How many words of a stream went out. */
    synchronized int said() {
        return said;
    }

    @Override
    public synchronized String toString() {
        return "%s %s%s, said %d, reported %s"
                .formatted(target, script.act(), question.streamed() ? " streamed" : "", said, reported);
    }
}
