package dev.tollgate.call;

import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where the response of a call goes, whatever the client requested. */
public interface ResponseSink {

    /**
     * The call failed, before or after its response started.
     *
     * @param attempts every target that was sent the request, in order
     */
    void fail(GatewayException failure, List<AttemptSummary> attempts);

    /** Whether a part of the response has been sent that cannot be taken back. */
    boolean committed();

    /** Runs this when the client disconnects, or at once if it already has. Replaces the action given before. */
    void onDisconnect(Runnable action);

    /**
     * Runs this before the last byte of the response leaves: a client that sends its next request at once must not find its slot
     * taken by this one. The action given last runs first.
     */
    void beforeLastByte(Runnable action);

    /**
     * What the head of the response says about how it came to be.
     *
     * @param attempts every target that was sent the request, in order, including the one that responds
     * @param dropped fields of the request that this target cannot honour and that the alias allows to be left out
     * @param completionLimit the limit of completion tokens that a budget set; empty if it set none
     * @param tierDecision why this tier was chosen; empty if the alias has no tiers
     * @param rateStatus what the key has left
     * @param budgets the status of each budget that the call counts in
     * @param cache what the response cache did; empty if neither the alias nor the key has one
     * @param nativeReply whether the reply is in the words of the API that the client called, and follows as it is
     * @param overhead what the gateway itself has added to the time to first chunk
     */
    record ResponseHead(
            String provider,
            String model,
            List<AttemptSummary> attempts,
            List<String> dropped,
            OptionalInt completionLimit,
            Optional<String> tierDecision,
            RateStatus rateStatus,
            List<BudgetStatus> budgets,
            Optional<CacheNote> cache,
            boolean nativeReply,
            Duration overhead) {

        /** The same head, which says this about the response cache. */
        public ResponseHead with(CacheNote note) {
            return new ResponseHead(
                    provider,
                    model,
                    attempts,
                    dropped,
                    completionLimit,
                    tierDecision,
                    rateStatus,
                    budgets,
                    Optional.of(note),
                    nativeReply,
                    overhead);
        }

        /** The same head, with other names for the fields that the target was not sent. */
        public ResponseHead withDropped(List<String> fields) {
            return new ResponseHead(
                    provider,
                    model,
                    attempts,
                    fields,
                    completionLimit,
                    tierDecision,
                    rateStatus,
                    budgets,
                    cache,
                    nativeReply,
                    overhead);
        }

        /** The same head of a reply that follows as it is, or that does not. */
        public ResponseHead withNativeReply(boolean follows) {
            return new ResponseHead(
                    provider,
                    model,
                    attempts,
                    dropped,
                    completionLimit,
                    tierDecision,
                    rateStatus,
                    budgets,
                    cache,
                    follows,
                    overhead);
        }
    }

    /**
     * What the response cache did for a response.
     *
     * @param status empty if the cache was not used, because of the client or because of the kind of request
     * @param age how long ago a response from the cache was made; empty for others
     */
    record CacheNote(Optional<CacheStatus> status, Optional<Duration> age) {
        /** The cache was not used. */
        public static final CacheNote OFF = new CacheNote(Optional.empty(), Optional.empty());

        /** The response was made anew. */
        public static CacheNote of(CacheStatus status) {
            return new CacheNote(Optional.of(status), Optional.empty());
        }

        /** The response was made so long ago. */
        public static CacheNote hit(Duration age) {
            return new CacheNote(Optional.of(CacheStatus.HIT), Optional.of(age));
        }
    }

    /**
     * A target that was sent the request.
     *
     * @param error how it failed; null if it responds
     * @param millis how long it took to fail, or to start its response
     */
    record AttemptSummary(
            String provider, String model, @Nullable String error, long millis) {}
}
