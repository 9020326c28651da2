package dev.tollgate.metering;

import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.UsageRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The usage record of a call that was accepted and is not settled yet.
 *
 * @param written completes when the store has it
 * @param budgets the status of its budgets, read while the provider computes
 */
record PendingRecord(
        UsageRecord usageRecord,
        CompletableFuture<@Nullable Void> written,
        CompletableFuture<List<BudgetStatus>> budgets) {

    static PendingRecord withoutBudgets(UsageRecord pending, CompletableFuture<@Nullable Void> written) {
        return new PendingRecord(pending, written, CompletableFuture.completedFuture(List.of()));
    }
}
