package dev.tollgate.store;

/**
 * Groups of writes, each to one counter.
 *
 * @param <I> what a call writes
 * @param <O> what it gets back
 */
final class CounterGroups<I, O> {
    /** Two groups of one counter do no harm, so that the eldest may be forgotten. */
    private static final int MAX_COUNTERS = 10_000;

    private final GroupCommit.Writer<I, O> writer;
    private final LruCache<String, GroupCommit<I, O>> byCounter = new LruCache<>(MAX_COUNTERS);

    CounterGroups(GroupCommit.Writer<I, O> writer) {
        this.writer = writer;
    }

    /** Writes to a counter, alone or together with others. */
    O write(String counter, I item) {
        return byCounter
                .computeIfAbsent(counter, _ -> new GroupCommit<>(writer))
                .write(item);
    }
}
