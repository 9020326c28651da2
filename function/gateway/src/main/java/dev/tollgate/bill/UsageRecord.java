package dev.tollgate.bill;

import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one request used: the line that finance bills from.
 *
 * @param acceptedAt when it was accepted; part of the record's key
 * @param deadline when a pending record counts as abandoned
 * @param alias the model name the caller used
 * @param requestHold what is set aside for it until it is settled
 * @param settlement what came of it; null while pending
 */
public record UsageRecord(
        String requestId,
        String keyId,
        Instant acceptedAt,
        Instant deadline,
        String alias,
        Map<String, String> tags,
        boolean streamed,
        RequestHold requestHold,
        Settlement settlement) {

    public UsageRecord {
        tags = Map.copyOf(tags);
    }

    /** Whether what came of it is not known yet. */
    public boolean pending() {
        return settlement == null;
    }

    /** The same record, which holds so much of each of these budgets. */
    public UsageRecord holding(List<String> budgets, long micros) {
        RequestHold both = new RequestHold(budgets, micros, requestHold.windows());
        return new UsageRecord(requestId, keyId, acceptedAt, deadline, alias, tags, streamed, both, settlement);
    }

    /** The same record, settled. */
    public UsageRecord settled(Settlement outcome) {
        return new UsageRecord(requestId, keyId, acceptedAt, deadline, alias, tags, streamed, requestHold, outcome);
    }

    /**
     * What came of a request.
     *
     * @param provider who answered, or was asked last; null where nobody was asked
     * @param usage the tokens of all attempts together
     * @param estimated whether a provider did not tell its count, so that it was estimated from the text
     * @param cost the sum of the attempts' costs
     * @param attempts each target that was asked, in order
     * @param firstChunkMillis from acceptance to the first chunk; null where there was none
     */
    public record Settlement(
            CallOutcome outcome,
            String provider,
            String model,
            Usage usage,
            boolean estimated,
            Cost cost,
            List<Attempt> attempts,
            Long firstChunkMillis,
            long totalMillis) {

        public Settlement {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * One target that was asked.
     *
     * @param judge whether it was asked for the tier, not for the answer
     * @param error the kind of failure, or null where it answered
     * @param millis from the question to the end
     * @param estimated whether the provider did not tell its count
     * @param cost in whole micro-dollars, rounded half up
     */
    public record Attempt(
            String provider,
            String model,
            boolean judge,
            String error,
            long millis,
            Usage usage,
            boolean estimated,
            Cost cost) {}
}
