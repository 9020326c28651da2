package dev.tollgate.cli;

import dev.tollgate.store.DynamoUsage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The keys that may have used something: those there are, and those that are no longer there but in roll-ups. */
@Singleton
final class UsageKeys {
    private final KeyBook keys;
    private final DynamoUsage usage;

    UsageKeys(KeyBook keys, DynamoUsage usage) {
        this.keys = keys;
        this.usage = usage;
    }

    /** Their ids, of the months from the first instant on and before the second. */
    List<String> ids(Instant from, Instant until) {
        Set<String> ids = new TreeSet<>();
        keys.all().forEach(found -> ids.add(found.key().id()));
        YearMonth last = month(until.minusNanos(1));
        Stream.iterate(month(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .forEach(month -> ids.addAll(usage.rolledUpKeyIds(month)));
        return List.copyOf(ids);
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }
}
