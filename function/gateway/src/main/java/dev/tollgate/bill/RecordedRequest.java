package dev.tollgate.bill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as its usage record describes it now.
 *
 * @param alias the model name in the request
 * @param settledAt when it was settled or abandoned; null while it is pending
 * @param settlement its result; null unless it is settled
 */
public record RecordedRequest(
        String requestId,
        BilledRequest.State state,
        Instant acceptedAt,
        @Nullable Instant settledAt,
        String alias,
        boolean streamed,
        UsageRecord.@Nullable Settlement settlement) {}
