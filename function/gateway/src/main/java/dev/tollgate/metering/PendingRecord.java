package dev.tollgate.metering;

import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.UsageRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The record that a call was opened with.
 *
 * @param written done when the store has it
 * @param budgetStatus how its budgets stand; read while the provider is asked
 */
public record PendingRecord(
        UsageRecord pending, CompletableFuture<Void> written, CompletableFuture<List<BudgetStatus>> budgetStatus) {

    public static PendingRecord withoutBudgets(UsageRecord pending, CompletableFuture<Void> written) {
        return new PendingRecord(pending, written, CompletableFuture.completedFuture(List.of()));
    }
}
