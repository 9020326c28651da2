package dev.tollgate.bill;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds usage up in groups. The order in which it comes makes no difference to the sums. For one thread. */
public final class UsageAggregator {
    private final List<UsageGroup> groups;
    private final Map<List<String>, UsageSum> sums = new LinkedHashMap<>();
    private UsageSum total = UsageSum.NONE;

    /** A fold by all of these together; by none of them, there is one group. */
    public UsageAggregator(List<UsageGroup> groups) {
        this.groups = List.copyOf(groups);
    }

    public void add(UsageLine line) {
        List<String> group = groups.stream().map(by -> by.of(line)).toList();
        sums.merge(group, line.sum(), UsageSum::plus);
        total = total.plus(line.sum());
    }

    /** By the groups' values, each in the groups' order. */
    public Map<List<String>, UsageSum> sums() {
        return Collections.unmodifiableMap(sums);
    }

    public UsageSum total() {
        return total;
    }
}
