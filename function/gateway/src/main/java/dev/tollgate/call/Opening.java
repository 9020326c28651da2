package dev.tollgate.call;

import dev.tollgate.bill.Standing;
import dev.tollgate.bill.UsageRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The record that a call was opened with.
 *
 * @param written done when the store has it
 * @param standings how its budgets stand; read while the provider is asked
 */
record Opening(UsageRecord pending, CompletableFuture<Void> written, CompletableFuture<List<Standing>> standings) {

    static Opening withoutBudgets(UsageRecord pending, CompletableFuture<Void> written) {
        return new Opening(pending, written, CompletableFuture.completedFuture(List.of()));
    }
}
