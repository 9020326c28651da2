package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the shard of a budget for a request: a random one that is not known to be full, so that gateways do not
 * compete for the same item.
 */
final class ShardChoice {
    private final BudgetPeriod period;
    private final long micros;
    private final List<Integer> untried;
    private @Nullable BudgetCounter full;

    ShardChoice(BudgetPeriod period, long micros) {
        this.period = period;
        this.micros = micros;
        this.untried = shuffled(period.shards());
    }

    private static List<Integer> shuffled(int shards) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, shards).boxed().toList());
        Collections.shuffle(all, ThreadLocalRandom.current());
        return all;
    }

    BudgetPeriod budgetPeriod() {
        return period;
    }

    /** The item to try next. Throws the rejection if all shards are full. */
    String item() {
        if (untried.isEmpty() && full != null) {
            throw full.rejection(micros);
        }
        return BudgetItem.name(period, untried.getFirst());
    }

    /** Continues with the next shard. The rejection will describe the shard that has room again soonest. */
    void markFull(BudgetCounter counter) {
        untried.removeFirst();
        if (full == null || full.isSpent(micros)) {
            full = counter;
        }
    }

    /** Whether all shards are full, but some amounts are only reserved. */
    boolean busy() {
        return untried.isEmpty() && full != null && !full.isSpent(micros);
    }

    /** Tries all shards again. */
    void retryAll() {
        full = null;
        untried.addAll(shuffled(period.shards()));
    }
}
