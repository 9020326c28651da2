package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.EventStream;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.process.MemoryLease;
import dev.tollgate.storedresponse.DocumentRoom;
import dev.tollgate.storedresponse.EventBatch;
import dev.tollgate.storedresponse.KeptEvent;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import dev.tollgate.storedresponse.StoredResponses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the kept events of a response, and follows it while it is made, by this or another process. Where events are missing, the
 * stream ends with the response itself.
 */
final class StoredStream {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final ResponseName name;
    private final StoredResponses store;
    private final Clock clock;
    private final Instant until;
    private long last;
    private int batch;

    /**
     * A stream of one response.
     *
     * @param after events up to this number are left out; -1 for none
     * @param until when the stream must end, even if the response has not
     */
    StoredStream(ResponseName name, long after, StoredResponses store, Clock clock, Instant until) {
        this.name = name;
        this.store = store;
        this.clock = clock;
        this.until = until;
        this.last = after;
    }

    /**
     * Sends all events. A client that is gone, or gets no end, comes back for the rest.
     *
     * @param memory takes what is read of the response
     */
    void sendTo(EventStream client, MemoryLease memory) {
        Instant heartbeat = clock.instant().plus(HEARTBEAT);
        boolean ended = false;
        boolean open = true;
        while (open && clock.instant().isBefore(until)) {
            Optional<EventBatch> next = store.events(name, batch);
            if (next.isPresent()) {
                batch++;
                open = send(next.get(), client) && !next.get().last();
                heartbeat = clock.instant().plus(HEARTBEAT);
            } else if (ended) {
                sendEnd(client, memory);
                open = false;
            } else {
                // What is written before the end is read once more after it.
                ended = hasEnded();
                if (!ended) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                if (!clock.instant().isBefore(heartbeat)) {
                    open = client.heartbeat();
                    heartbeat = clock.instant().plus(HEARTBEAT);
                }
            }
        }
        client.end();
    }

    private boolean hasEnded() {
        return store.status(name).map(ResponseStatus::ended).orElse(true);
    }

    private boolean send(EventBatch events, EventStream client) {
        for (KeptEvent event : events.events()) {
            if (event.sequence() > last) {
                if (!client.send(event.type(), event.data())) {
                    return false;
                }
                last = event.sequence();
            }
        }
        return true;
    }

    private void sendEnd(EventStream client, MemoryLease memory) {
        Optional<ResponseRecord> response = store.find(name, new DocumentRoom(memory));
        if (response.isEmpty()) {
            return;
        }
        String type =
                switch (response.get().statusAt(clock.instant())) {
                    case COMPLETED -> "response.completed";
                    case INCOMPLETE -> "response.incomplete";
                    case QUEUED, IN_PROGRESS, FAILED, CANCELLED -> "response.failed";
                };
        ObjectNode event =
                JsonNodeFactory.instance.objectNode().put("type", type).put("sequence_number", last + 1);
        event.set(
                "response",
                StoredDocument.shown(response.get(), clock.instant(), Set.of(RequestOptions.ENCRYPTED_REASONING)));
        client.send(type, ServerSentEvents.text(event));
    }
}
