package dev.tollgate.bill;

import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one request used, as it is billed.
 *
 * @param acceptedAt when the request was accepted; part of the record's key
 * @param deadline when a pending record counts as abandoned
 * @param alias the model name in the request
 * @param requestHold what is reserved until the record is settled
 * @param batch the id of the batch that it was a line of, or that it created; null for all others
 * @param settlement the result; null while the record is pending
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
        @Nullable String batch,
        @Nullable Settlement settlement) {

    public UsageRecord {
        tags = Map.copyOf(tags);
    }

    /** A record of a request that has nothing to do with a batch. */
    public UsageRecord(
            String requestId,
            String keyId,
            Instant acceptedAt,
            Instant deadline,
            String alias,
            Map<String, String> tags,
            boolean streamed,
            RequestHold requestHold,
            @Nullable Settlement settlement) {
        this(requestId, keyId, acceptedAt, deadline, alias, tags, streamed, requestHold, null, settlement);
    }

    /** Whether the record is not settled yet. */
    public boolean pending() {
        return settlement == null;
    }

    /** The same record, holding this amount in each of these budgets. */
    public UsageRecord holding(List<String> budgets, long micros) {
        RequestHold both = new RequestHold(budgets, micros, requestHold.windows());
        return new UsageRecord(requestId, keyId, acceptedAt, deadline, alias, tags, streamed, both, batch, settlement);
    }

    /** The same record, settled. */
    public UsageRecord settled(Settlement outcome) {
        return new UsageRecord(
                requestId, keyId, acceptedAt, deadline, alias, tags, streamed, requestHold, batch, outcome);
    }

    /**
     * The result of a request.
     *
     * @param provider the provider that responded, or else the last one that was called; null if none was
     * @param model the provider's name of the model; null if no provider was called
     * @param usage the tokens of all attempts together
     * @param estimated whether a provider reported no usage, so that it was estimated from the text
     * @param cost the sum of the costs of all attempts
     * @param attempts each call of a target, in order
     * @param firstChunkMillis from acceptance to the first chunk; null if there was none
     * @param content what the response cache and the content policies did
     */
    public record Settlement(
            CallOutcome outcome,
            @Nullable String provider,
            @Nullable String model,
            Usage usage,
            boolean estimated,
            Cost cost,
            List<Attempt> attempts,
            @Nullable Long firstChunkMillis,
            long totalMillis,
            ContentUse content) {

        public Settlement {
            attempts = List.copyOf(attempts);
        }

        /** The result of a request on which neither cache nor policies acted. */
        public Settlement(
                CallOutcome outcome,
                @Nullable String provider,
                @Nullable String model,
                Usage usage,
                boolean estimated,
                Cost cost,
                List<Attempt> attempts,
                @Nullable Long firstChunkMillis,
                long totalMillis) {
            this(
                    outcome,
                    provider,
                    model,
                    usage,
                    estimated,
                    cost,
                    attempts,
                    firstChunkMillis,
                    totalMillis,
                    ContentUse.NONE);
        }
    }

    /**
     * One call of a target.
     *
     * @param purpose what the target was called for
     * @param error the kind of failure; null if the call succeeded
     * @param millis from the call to the end of its response
     * @param estimated whether the provider reported no usage
     * @param cost in whole micro-dollars, rounded half up
     */
    public record Attempt(
            String provider,
            String model,
            AttemptPurpose purpose,
            @Nullable String error,
            long millis,
            Usage usage,
            boolean estimated,
            Cost cost) {}
}
