package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Which shard of a budget a request goes to: one of those that are not known to be full, at random, so that environments
 * do not get in each other's way.
 */
final class ShardChoice {
    private final BudgetPeriod budgetPeriod;
    private final long micros;
    private final List<Integer> untried;
    private BudgetCounter full;

    ShardChoice(BudgetPeriod budgetPeriod, long micros) {
        this.budgetPeriod = budgetPeriod;
        this.micros = micros;
        this.untried = shuffled(budgetPeriod.shards());
    }

    private static List<Integer> shuffled(int shards) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, shards).boxed().toList());
        Collections.shuffle(all, ThreadLocalRandom.current());
        return all;
    }

    BudgetPeriod budgetPeriod() {
        return budgetPeriod;
    }

    /** The item to be tried now. Throws the refusal where all are full. */
    String item() {
        if (untried.isEmpty()) {
            throw full.rejection(micros);
        }
        return BudgetItem.name(budgetPeriod, untried.getFirst());
    }

    /** Goes on to the next one. Callers are told of the shard that will have room again soonest. */
    void full(BudgetCounter seen) {
        untried.removeFirst();
        if (full == null || full.isSpent(micros)) {
            full = seen;
        }
    }

    /** Whether all are full, and some of it is only set aside. */
    boolean busy() {
        return untried.isEmpty() && !full.isSpent(micros);
    }

    /** Tries all of them again. */
    void again() {
        full = null;
        untried.addAll(shuffled(budgetPeriod.shards()));
    }

    /** Goes on to another one, and may come back. */
    void disturbed() {
        Collections.rotate(untried, -1);
    }
}
