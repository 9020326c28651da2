package dev.tollgate.metering;

import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.openai.ModelRequest;
import java.util.List;

/**
 * What a batch will need from the budgets of its key.
 *
 * @param lines the requests in their order, with the limit of completion tokens that a hard budget sets
 * @param reservation the maximum charge of all of them
 */
public record BatchPlan(List<ModelRequest> lines, BudgetReservation reservation) {

    public BatchPlan {
        lines = List.copyOf(lines);
    }
}
