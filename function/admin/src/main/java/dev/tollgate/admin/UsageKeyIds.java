package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.store.DynamoCallerRegister;
import dev.tollgate.store.DynamoUsageRecords;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds the clients that may have usage: keys in the config table, callers with a token, and deleted keys that still have roll-ups. */
@Singleton
public final class UsageKeyIds {
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
        Set<String> ids = new TreeSet<>(current(_ -> true));
        ids.addAll(callers.ids());
        months.spans().forEach(span -> {
            month.accept(span.month().toString());
            ids.addAll(usage.rolledUpKeyIds(span.month()));
        });
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
