package dev.tollgate.bill;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up usage in groups. The sums do not depend on the order of the lines. Not thread-safe. */
public final class UsageAggregator {
    private final List<UsageGroup> groups;
    private final Map<List<String>, UsageSum> sums = new LinkedHashMap<>();
    private UsageSum total = UsageSum.NONE;

    /** Groups by all of these together; without any there is one group. */
    public UsageAggregator(List<UsageGroup> groups) {
        this.groups = List.copyOf(groups);
    }

    /** Adds one line to its group and to the total. */
    public void add(UsageLine line) {
        List<String> values = groups.stream().map(group -> group.valueIn(line)).toList();
        sums.merge(values, line.sum(), UsageSum::plus);
        total = total.plus(line.sum());
    }

    /** The sums by the values of the groups, which are in the order of the groups. */
    public Map<List<String>, UsageSum> sums() {
        return Collections.unmodifiableMap(sums);
    }

    /** The sum of all groups. */
    public UsageSum total() {
        return total;
    }
}
