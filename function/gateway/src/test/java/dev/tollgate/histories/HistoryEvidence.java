package dev.tollgate.histories;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that is known of a history when it is over.
 *
 * @param seen by the number of the request
 * @param numbers of requests by the ids that gateways gave them
 * @param records those of requests, as they stand in the table
 * @param counters the items of the counters table
 * @param broken what is not as it should be
 */
record HistoryEvidence(
        HistoryWorld world,
        Map<Integer, SeenResponse> seen,
        Map<String, Integer> numbers,
        List<BilledAttempt> deliveries,
        List<StoredUsageRecord> records,
        List<Map<String, AttributeValue>> counters,
        List<String> broken) {

    /** Notes that something is not as it should be. */
    @FormatMethod
    void require(boolean holds, String law, Object... details) {
        if (!holds) {
            broken.add(law.formatted(details));
        }
    }

    /** The request that a record is of; empty for a stranger. */
    Optional<SeenResponse> request(StoredUsageRecord record) {
        return Optional.ofNullable(numbers.get(record.requestId())).map(seen::get);
    }

    /** The records of a request. */
    List<StoredUsageRecord> records(SeenResponse request) {
        return records.stream()
                .filter(record -> request(record).filter(request::equals).isPresent())
                .toList();
    }
}
