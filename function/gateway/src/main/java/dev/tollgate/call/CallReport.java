package dev.tollgate.call;

import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a log line says about one call. It never holds text of a prompt or a response.
 *
 * @param keyId null if the key was not known
 * @param team of the key; null if it has none
 * @param alias the model that the client requested; null if the request could not be read
 * @param routed whether the alias is one that the gateway serves, and not any name that a client may send
 * @param status of the head of the response
 * @param failure null if the call succeeded
 * @param settlement null if the call was not accepted
 * @param budgetsExceeded how many soft budgets the call found exceeded
 * @param cacheFailures how often the response cache did not respond
 * @param promptLost whether the prompt was to be kept, and could not be
 * @param responseLost whether the response was to be stored, and could not be
 * @param scansCut of how many contents, the request or an answer, scans have read only a part
 * @param firstChunkMillis null if there was no chunk
 * @param overhead the gateway's own time until the first byte; null if no target was sent a request
 * @param traced null if nobody traces the call
 */
public record CallReport(
        String requestId,
        Instant receivedAt,
        @Nullable String keyId,
        @Nullable String team,
        @Nullable String alias,
        boolean routed,
        boolean streamed,
        int status,
        @Nullable GatewayException failure,
        @Nullable Settlement settlement,
        int budgetsExceeded,
        int cacheFailures,
        boolean promptLost,
        boolean responseLost,
        int scansCut,
        @Nullable Long firstChunkMillis,
        Duration total,
        @Nullable Duration overhead,
        @Nullable TracedCall traced) {

    /** What metrics have in place of a name that a client may have made up. */
    public static final String OTHER = "other";

    /**
     * The model that the client requested, as a metric may have it: an alias, or a model that answered. Any other name would let clients
     * make metrics.
     */
    public @Nullable String metricName() {
        return direct() && failure != null ? OTHER : routed ? alias : null;
    }

    /** The same for the model of an attempt. */
    public String metricName(String model, @Nullable String error) {
        return direct() && error != null ? OTHER : model;
    }

    /** Whether the client named a provider's model, in place of an alias. */
    private boolean direct() {
        return alias != null && alias.indexOf('/') >= 0;
    }
}
