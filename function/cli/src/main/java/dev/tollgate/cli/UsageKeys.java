package dev.tollgate.cli;

import dev.tollgate.store.DynamoUsageRecords;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The keys that may have used something: those there are, and those that are no longer there but in roll-ups. */
@Singleton
final class UsageKeys {
    private final KeyDirectory keys;
    private final DynamoUsageRecords usage;

    UsageKeys(KeyDirectory keys, DynamoUsageRecords usage) {
        this.keys = keys;
        this.usage = usage;
    }

    /** Their ids; what is being looked at is told to the screen. */
    List<String> ids(MonthRange monthRange, CommandConsole commandConsole) {
        Set<String> ids = new TreeSet<>();
        keys.all().forEach(found -> ids.add(found.key().id()));
        monthRange.parts().forEach(part -> {
            commandConsole.progress("Looking for keys, " + part.month());
            ids.addAll(usage.rolledUpKeyIds(part.month()));
        });
        return List.copyOf(ids);
    }
}
