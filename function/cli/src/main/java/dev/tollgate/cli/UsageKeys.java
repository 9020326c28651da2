package dev.tollgate.cli;

import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.admin.MonthRange;
import dev.tollgate.store.DynamoCallerRegister;
import dev.tollgate.store.DynamoUsageRecords;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the clients that may have usage: keys in the config table, callers with a token, and deleted keys that still have roll-ups. */
@Singleton
final class UsageKeys {
    private final KeyDirectory keys;
    private final DynamoCallerRegister callers;
    private final DynamoUsageRecords usage;

    UsageKeys(KeyDirectory keys, DynamoCallerRegister callers, DynamoUsageRecords usage) {
        this.keys = keys;
        this.callers = callers;
        this.usage = usage;
    }

    /** The ids of the keys. It shows the progress on the console. */
    List<String> ids(MonthRange months, CommandConsole console) {
        Set<String> ids = new TreeSet<>();
        keys.all().forEach(found -> ids.add(found.key().id()));
        ids.addAll(callers.ids());
        months.spans().forEach(span -> {
            console.progress("Looking for keys, " + span.month());
            ids.addAll(usage.rolledUpKeyIds(span.month()));
        });
        return List.copyOf(ids);
    }
}
