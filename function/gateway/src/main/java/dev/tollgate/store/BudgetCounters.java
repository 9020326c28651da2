package dev.tollgate.store;

import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.RequestHold;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The writes of budgets' counters: one item at a time, and each of them in the name of a call's {@link BudgetHold}. So a write
 * that is repeated, or arrives late, changes nothing (ADR 52). What several calls write to one item at the same time is one write
 * if all of it fits (ADR 68).
 */
final class BudgetCounters {
    private final DynamoDbClient dynamo;
    private final BudgetWrites writes;
    private final BudgetClaims claims;
    private final BudgetSettlements settlements;

    /** @param table the name of the counters table */
    BudgetCounters(TransactionWriter writer, String table) {
        this.dynamo = writer.dynamo();
        this.writes = new BudgetWrites(writer, table);
        this.claims = new BudgetClaims(writes);
        this.settlements = new BudgetSettlements(writes);
    }

    /** The name of the counters table. */
    String table() {
        return writes.table();
    }

    /** Reserves an amount, if it fits. */
    ReservedBudget reserve(String name, BudgetPeriod period, long micros, BudgetHold hold) {
        return StoreCall.run(() -> claims.claim(new BudgetItem.Claim(name, period, micros, hold)));
    }

    /** Whether a call holds its reservation in any of its budgets. */
    boolean isHeld(RequestHold requestHold, BudgetHold hold) {
        return anyMark(requestHold, hold, hold::in);
    }

    /** Whether any of its budgets says that the call holds its reservation no more, or never may. */
    boolean isReleased(RequestHold requestHold, BudgetHold hold) {
        return anyMark(requestHold, hold, hold::isOverIn);
    }

    private boolean anyMark(RequestHold requestHold, BudgetHold hold, Predicate<Map<String, AttributeValue>> mark) {
        return requestHold.budgets().stream()
                .anyMatch(name -> mark.test(dynamo.getItem(request -> request.tableName(table())
                                .key(BudgetItem.key(name))
                                .projectionExpression(hold.attribute())
                                .consistentRead(true))
                        .item()));
    }

    /**
     * Puts a charge in the place of what a call holds in each of its budgets. Changes nothing where it holds nothing.
     *
     * @param seen the counters after the reservation, to remove what other calls have left behind; may be empty
     */
    void settle(RequestHold requestHold, BudgetHold hold, long charge, List<SeenCounter> seen) {
        for (int i = 0; i < requestHold.budgets().size(); i++) {
            String name = requestHold.budgets().get(i);
            Map<String, AttributeValue> outlived = i < seen.size() ? seen.get(i).outlived() : Map.of();
            BudgetItem.Settlement settlement =
                    new BudgetItem.Settlement(name, hold, requestHold.micros(), charge, outlived);
            StoreCall.run(() -> {
                settlements.settle(settlement);
                return null;
            });
        }
    }

    /** Releases what a call may hold in each of its budgets. A reservation that arrives later fails. */
    void withdraw(RequestHold requestHold, BudgetHold hold) {
        for (String name : requestHold.budgets()) {
            StoreCall.run(() -> {
                if (hold.in(writes.tryUpdate(BudgetItem.bar(table(), name, hold)))) {
                    settlements.settle(new BudgetItem.Settlement(name, hold, requestHold.micros(), 0, Map.of()));
                }
                return null;
            });
        }
    }
}
