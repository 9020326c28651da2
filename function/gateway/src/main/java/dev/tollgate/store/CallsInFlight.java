package dev.tollgate.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The calls in the journal of all processes, by key. A roll-up asks for one key after the other, so a view is used for a
 * moment. It lacks at most calls that have started since.
 */
final class CallsInFlight {
    private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();

    private final JournalReader journal;
    private Map<String, List<JournalEntry>> byKey = Map.of();
    private boolean read;
    private long readAt;

    CallsInFlight(JournalReader journal) {
        this.journal = journal;
    }

    /** Those of a key, and some that have ended: their place in the journal is not used again yet. */
    synchronized List<JournalEntry> recently(String keyId) {
        if (!read || System.nanoTime() - readAt > MAX_AGE_NANOS) {
            return now(keyId);
        }
        return byKey.getOrDefault(keyId, List.of());
    }

    /** The same, as of now. */
    synchronized List<JournalEntry> now(String keyId) {
        long now = System.nanoTime();
        byKey = StoreCall.run(() -> IntStream.range(0, JournalPlace.PARTITIONS)
                .boxed()
                .flatMap(journal::all)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.groupingBy(JournalEntry::keyId)));
        read = true;
        readAt = now;
        return byKey.getOrDefault(keyId, List.of());
    }
}
