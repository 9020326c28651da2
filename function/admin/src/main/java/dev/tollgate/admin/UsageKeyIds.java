package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.store.DynamoCallerRegister;
import dev.tollgate.store.DynamoUsageRecords;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the clients that may have usage: keys in the config table, callers with a token, and deleted keys that still have roll-ups. */
@Singleton
public final class UsageKeyIds {
    /** How long a gateway may go on with a key as it was. */
    private static final Duration LONGEST_STALE = Duration.ofHours(1);

    private final KeyDirectory keys;
    private final DynamoCallerRegister callers;
    private final DynamoUsageRecords usage;

    UsageKeyIds(KeyDirectory keys, DynamoCallerRegister callers, DynamoUsageRecords usage) {
        this.keys = keys;
        this.callers = callers;
        this.usage = usage;
    }

    /**
     * The ids of all keys.
     *
     * @param month gets the month whose roll-ups are read next
     */
    public List<String> all(MonthRange months, Consumer<String> month) {
        return List.copyOf(all(keys.all(), months, month));
    }

    private Set<String> all(List<RegisteredKey> registered, MonthRange months, Consumer<String> month) {
        Set<String> ids = new TreeSet<>();
        registered.forEach(found -> ids.add(found.key().id()));
        ids.addAll(callers.ids());
        months.spans().forEach(span -> {
            month.accept(span.month().toString());
            ids.addAll(usage.rolledUpKeyIds(span.month()));
        });
        return ids;
    }

    /**
     * The ids of all keys that may have usage of a selection in a period. A key of another team had its team in the whole period, unless
     * somebody has changed it since.
     */
    List<String> of(UsageSelection selection, MonthRange period) {
        List<RegisteredKey> registered = keys.all();
        Set<String> ids = all(registered, period, _ -> {});
        if (selection.ofSomeTeams()) {
            Instant before = period.from().minus(LONGEST_STALE);
            Map<String, Boolean> elsewhere = registered.stream()
                    .collect(Collectors.toMap(
                            found -> found.key().id(),
                            found -> found.updatedAt().isBefore(before)
                                    && !selection.acceptsTeam(found.key().team().orElse("")),
                            Boolean::logicalAnd));
            ids.removeIf(id -> elsewhere.getOrDefault(id, false));
        }
        return List.copyOf(ids);
    }

    /** The ids of keys that a selection may count, and of callers with a token, whose team only their requests say. */
    List<String> of(UsageSelection selection) {
        Set<String> ids =
                new TreeSet<>(current(key -> selection.acceptsTeam(key.team().orElse(""))));
        ids.addAll(callers.ids());
        return List.copyOf(ids);
    }

    /** The ids of keys that exist. */
    List<String> current(Predicate<ApiKey> wanted) {
        return keys.all().stream()
                .map(RegisteredKey::key)
                .filter(wanted)
                .map(ApiKey::id)
                .distinct()
                .toList();
    }
}
