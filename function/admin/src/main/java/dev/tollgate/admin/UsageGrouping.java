package dev.tollgate.admin;

import dev.tollgate.bill.UsageGroup;
import dev.tollgate.bill.UsageLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A dimension by which an administrator groups usage.
 *
 * @param name as in a query
 * @param value of a line, and of the instant when its request was accepted; that is null for a roll-up
 */
public record UsageGrouping(String name, BiFunction<UsageLine, @Nullable Instant, String> value) {
    private static final String HOUR = "hour";

    /** All names, for error messages. */
    public static final String NAMES = HOUR + ", " + UsageGroup.NAMES;

    /** Throws {@link AdminException} if there is none of this name. */
    public static UsageGrouping named(String name) {
        if (name.equals(HOUR)) {
            return new UsageGrouping(HOUR, (_, at) -> at == null ? "" : hour(at));
        }
        UsageGroup group = UsageGroup.named(name).orElseThrow(() -> AdminException.invalid("group_by", NAMES));
        return new UsageGrouping(name, (line, _) -> group.valueIn(line));
    }

    private static String hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS).toString();
    }

    /** Whether roll-ups of days lack it. */
    boolean needsRecords() {
        return name.equals(HOUR);
    }
}
