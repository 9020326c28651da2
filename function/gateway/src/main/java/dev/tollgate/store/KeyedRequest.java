package dev.tollgate.store;

import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsageLine;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A request with its whole record, for reports over several keys.
 *
 * @param line its dimensions, with its key and tags, and what it adds to sums
 */
public record KeyedRequest(UsageLine line, RecordedRequest request) {

    static KeyedRequest of(Map<String, AttributeValue> item) {
        return new KeyedRequest(UsageLines.ofRecord(item), RecordedRequests.of(item));
    }

    /** The place after all requests before this instant. */
    public static String placeOf(Instant at) {
        return UsageRow.time(at);
    }

    /** Its time and its id: the order of requests. */
    public String place() {
        return UsageRow.time(request.acceptedAt()) + "#" + request.requestId();
    }
}
