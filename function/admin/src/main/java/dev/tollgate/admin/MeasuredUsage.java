package dev.tollgate.admin;

import dev.tollgate.bill.UsageSum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Sums of usage in groups, and how long their requests took. Not thread-safe. */
public final class MeasuredUsage {
    private final Map<List<String>, UsageSum> sums = new LinkedHashMap<>();
    private final Map<List<String>, Latencies> latencies = new LinkedHashMap<>();
    private final Latencies all = new Latencies();
    private UsageSum total = UsageSum.NONE;

    /** The times of requests; there are none in a period that is read from roll-ups. */
    public static final class Latencies {
        private final List<Long> firstTokenMillis = new ArrayList<>();
        private final List<Long> totalMillis = new ArrayList<>();

        private void add(OptionalLong firstToken, OptionalLong total) {
            firstToken.ifPresent(firstTokenMillis::add);
            total.ifPresent(totalMillis::add);
        }

        /** This percentile of the times to the first token; empty if none is known. */
        public OptionalLong firstToken(int percent) {
            return percentile(firstTokenMillis, percent);
        }

        /** The same of whole requests. */
        public OptionalLong total(int percent) {
            return percentile(totalMillis, percent);
        }

        /** The smallest value that this percentage of values does not exceed. */
        private static OptionalLong percentile(List<Long> values, int percent) {
            if (values.isEmpty()) {
                return OptionalLong.empty();
            }
            int rank = Math.ceilDiv(values.size() * percent, 100);
            return OptionalLong.of(values.stream().sorted().toList().get(Math.max(0, rank - 1)));
        }
    }

    void add(List<String> group, UsageSum sum, OptionalLong firstToken, OptionalLong duration) {
        sums.merge(group, sum, UsageSum::plus);
        latencies.computeIfAbsent(group, _ -> new Latencies()).add(firstToken, duration);
        all.add(firstToken, duration);
        total = total.plus(sum);
    }

    /** The sums by the values of the groups. */
    public Map<List<String>, UsageSum> sums() {
        return sums;
    }

    public Latencies latencies(List<String> group) {
        return latencies.getOrDefault(group, all);
    }

    public UsageSum total() {
        return total;
    }

    public Latencies allLatencies() {
        return all;
    }
}
