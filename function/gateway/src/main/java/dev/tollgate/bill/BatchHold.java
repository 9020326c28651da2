package dev.tollgate.bill;

import dev.tollgate.parse.Sha256Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The usage records of a batch: one of the request that created it, which holds the maximum cost of all lines until the batch has ended,
 * and one of each line.
 *
 * @param batch the batch's id
 * @param requestId the request that created it
 * @param deadline when a sweep releases what it holds, if nobody else has
 * @param budgets the items of the counters table that hold the amount
 * @param micros in millionths of a dollar
 * @param reservation what the ledger calls it
 */
public record BatchHold(
        String batch,
        String requestId,
        String keyId,
        Instant acceptedAt,
        Instant deadline,
        String alias,
        Map<String, String> tags,
        List<String> budgets,
        long micros,
        String reservation) {
    /** Providers have a day for a batch, and need some time to write its results. */
    public static final Duration LONGEST = Duration.ofDays(2);

    /** Ids of requests begin with their time, and records are found by it. */
    private static final int TIME_LENGTH = "req_".length() + 12;

    private static final int HASH_BYTES = 6;

    public BatchHold {
        tags = Map.copyOf(tags);
        budgets = List.copyOf(budgets);
    }

    /**
     * What the pending record of the request that creates a batch holds.
     *
     * @param reservation what the ledger calls it
     */
    public static BatchHold of(String batch, UsageRecord reserved, String reservation) {
        return new BatchHold(
                batch,
                reserved.requestId(),
                reserved.keyId(),
                reserved.acceptedAt(),
                reserved.deadline(),
                reserved.alias(),
                reserved.tags(),
                reserved.requestHold().budgets(),
                reserved.requestHold().micros(),
                reservation);
    }

    /** The record of the request that created the batch. */
    public UsageRecord creation() {
        return usageRecord(requestId, micros);
    }

    /**
     * The record of a line. It holds nothing of its own, and always has the same key: settled again, it changes nothing.
     *
     * @param customId the line's name in its batch
     */
    public UsageRecord line(String customId) {
        return usageRecord(lineId(customId), 0);
    }

    /** The request id of a line. */
    public String lineId(String customId) {
        String hash = Sha256Digest.start().add(batch + "\n" + customId).hex(HASH_BYTES);
        return requestId.substring(0, TIME_LENGTH) + hash;
    }

    private UsageRecord usageRecord(String id, long held) {
        return new UsageRecord(
                id,
                keyId,
                acceptedAt,
                deadline,
                alias,
                tags,
                false,
                new RequestHold(budgets, held, List.of()),
                batch,
                null);
    }
}
