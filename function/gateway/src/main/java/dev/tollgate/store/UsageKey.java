package dev.tollgate.store;

import dev.tollgate.bill.UsageRecord;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The keys of usage records. A partition takes 1,000 write units per second, so the records of one key and month are spread
 * over several. Records of versions before ADR 52 are all in one, which has no number.
 */
final class UsageKey {
    /** How many partitions the records of a key and month have. More take more records per second, and more queries. */
    static final int SHARDS = 4;

    private UsageKey() {}

    static Map<String, Object> of(UsageRecord usage) {
        return of(usage.keyId(), usage.requestId(), usage.acceptedAt());
    }

    static Map<String, Object> of(String keyId, String requestId, Instant acceptedAt) {
        return key(shard(keyId, month(acceptedAt), Math.floorMod(requestId.hashCode(), SHARDS)), requestId, acceptedAt);
    }

    /** Where a version before ADR 52 put the record. */
    static Map<String, Object> unsharded(String keyId, String requestId, Instant acceptedAt) {
        return key(unsharded(keyId, month(acceptedAt)), requestId, acceptedAt);
    }

    /** All partitions of a key and month. */
    static List<String> partitions(String keyId, YearMonth month) {
        return Stream.concat(
                        Stream.of(unsharded(keyId, month)),
                        IntStream.range(0, SHARDS).mapToObj(shard -> shard(keyId, month, shard)))
                .toList();
    }

    private static String shard(String keyId, YearMonth month, int shard) {
        return unsharded(keyId, month) + "#" + shard;
    }

    private static String unsharded(String keyId, YearMonth month) {
        return "KEY#" + keyId + "#" + month;
    }

    static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    private static Map<String, Object> key(String partition, String requestId, Instant acceptedAt) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("pk", partition);
        key.put("sk", UsageRow.time(acceptedAt) + "#" + requestId);
        return key;
    }
}
