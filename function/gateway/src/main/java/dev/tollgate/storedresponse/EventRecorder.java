package dev.tollgate.storedresponse;

import dev.tollgate.process.MemoryLease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the events of one response as they come: a batch each second, so that a reader is never far behind and nobody pays for a
 * write per token. A response has a bounded number of events; what comes after is not kept, and a reader gets the end of the
 * response from its record. For one thread at a time.
 */
public final class EventRecorder {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** What is not yet written is in memory; compressed, this much always fits into one item. */
    private static final int BATCH_BYTES = 256 * 1024;

    /** Of all events of a response. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final StoredResponses store;
    private final ResponseRecord response;
    private final MemoryLease memory;
    private final Clock clock;
    private final List<KeptEvent> waiting = new ArrayList<>();
    private long waitingBytes;
    private long bytes;
    private int batches;
    private Instant writtenAt;

    /** A recorder of a response that has just started. */
    public EventRecorder(StoredResponses store, ResponseRecord response, MemoryLease memory, Clock clock) {
        this.store = store;
        this.response = response;
        this.memory = memory;
        this.clock = clock;
        this.writtenAt = clock.instant();
    }

    /**
     * Keeps an event, now or with later ones.
     *
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}, or {@code OVERLOADED} for want of memory
     */
    public void add(KeptEvent event) {
        long size = 2L * event.data().length();
        bytes += size;
        if (bytes > MOST_BYTES) {
            return;
        }
        if (waitingBytes + size > BATCH_BYTES && !waiting.isEmpty()) {
            write(false);
        }
        memory.hold(waitingBytes + size);
        waiting.add(event);
        waitingBytes += size;
        writeIfDue();
    }

    /** Writes what has waited long enough, while no event comes. */
    public void writeIfDue() {
        if (!waiting.isEmpty() && !clock.instant().isBefore(writtenAt.plus(INTERVAL))) {
            write(false);
        }
    }

    /** Writes the rest, which is the end of the stream unless events had to be left out. */
    public void end() {
        write(bytes <= MOST_BYTES);
    }

    /** Writes the rest of a stream that has no end. */
    public void stop() {
        if (!waiting.isEmpty()) {
            write(false);
        }
    }

    private void write(boolean last) {
        store.keep(response.name(), new EventBatch(batches, last, waiting), response.expiresAt());
        batches++;
        waiting.clear();
        waitingBytes = 0;
        memory.hold(0);
        writtenAt = clock.instant();
    }
}
