package dev.tollgate.call;

import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who waits for the end of a call, whatever was asked. */
public interface ResponseSink {

    /**
     * The answer failed, before or after it began.
     *
     * @param attemptSummary who was asked, in order
     */
    void fail(GatewayException failure, List<AttemptSummary> attemptSummary);

    /** Whether something has been sent that cannot be taken back. */
    boolean committed();

    /** Runs this when the caller goes away; at once where it already has. The latest one counts. */
    void onDisconnect(Runnable action);

    /**
     * What the response head says about how the answer came to be.
     *
     * @param attempts who was asked, in order; the one that answers among them
     * @param dropped fields of the request that this target could not honour and the alias lets go
     * @param tierDecision why a tier was chosen; empty where there are none
     * @param rateStatus what the key has left
     * @param budgets how the budgets stand that it counts in
     * @param overhead what the gateway itself has added to the time to first chunk
     */
    record Head(
            String provider,
            String model,
            List<AttemptSummary> attempts,
            List<String> dropped,
            Optional<String> tierDecision,
            RateStatus rateStatus,
            List<BudgetStatus> budgets,
            Duration overhead) {}

    /**
     * A target that was asked.
     *
     * @param error how it failed; null where it answers
     * @param millis how long it took to fail, or to begin
     */
    record AttemptSummary(String provider, String model, String error, long millis) {}
}
