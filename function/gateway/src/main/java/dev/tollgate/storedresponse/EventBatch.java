package dev.tollgate.storedresponse;

import java.util.List;

/**
 * Some events of a streamed response, in order.
 *
 * @param number its place among the batches of the response, from 0
 * @param last whether the stream ends with it
 */
public record EventBatch(int number, boolean last, List<KeptEvent> events) {

    public EventBatch {
        events = List.copyOf(events);
    }
}
