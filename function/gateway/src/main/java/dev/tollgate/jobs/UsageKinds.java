package dev.tollgate.jobs;

import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sum of each kind of request. The next run adds what is still pending: its kind is not known yet. */
final class UsageKinds {
    private final Map<UsageLine.Dimensions, UsageSum> sums = new HashMap<>();

    private boolean pending;

    void add(UsageLine line) {
        if (line.sum().pending() == 0) {
            sums.merge(line.dimensions(), line.sum(), UsageSum::plus);
        } else {
            pending = true;
        }
    }

    /** Whether something was left out because it is pending. */
    boolean pending() {
        return pending;
    }

    List<UsageLine> lines() {
        return sums.entrySet().stream()
                .map(sum -> new UsageLine(sum.getKey(), sum.getValue()))
                .toList();
    }
}
