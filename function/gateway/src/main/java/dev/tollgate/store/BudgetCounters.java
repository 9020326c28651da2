package dev.tollgate.store;

import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.RequestHold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The writes of budgets' counters: one item at a time, and each of them in the name of a call's {@link BudgetHold}. So a write
 * that is repeated, or arrives late, changes nothing (ADR 52).
 *
 * @param table the name of the counters table
 */
record BudgetCounters(TransactionWriter writer, String table) {

    /**
     * The outcome of a reservation.
     *
     * @param counter after it, or as it is without
     */
    record Reserved(boolean granted, SeenCounter counter) {}

    /** Reserves an amount, if it fits. */
    Reserved reserve(String name, BudgetPeriod period, long micros, BudgetHold hold) {
        UpdateItemRequest request = BudgetItem.reserve(table, name, period, micros, hold);
        return StoreCall.run(() -> {
            try {
                return new Reserved(true, SeenCounter.of(update(request), hold));
            } catch (ConditionalCheckFailedException failed) {
                return new Reserved(hold.in(failed.item()), SeenCounter.of(failed.item(), hold));
            }
        });
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
                .anyMatch(name -> mark.test(writer.dynamo()
                        .getItem(request -> request.tableName(table)
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
            BudgetItem.Settlement settlement = new BudgetItem.Settlement(name, hold, requestHold.micros(), charge);
            Map<String, AttributeValue> outlived = i < seen.size() ? seen.get(i).outlived() : Map.of();
            StoreCall.run(() -> settle(settlement, outlived));
        }
    }

    /** Releases what a call may hold in each of its budgets. A reservation that arrives later fails. */
    void withdraw(RequestHold requestHold, BudgetHold hold) {
        for (String name : requestHold.budgets()) {
            StoreCall.run(() -> {
                boolean held = tryUpdate(BudgetItem.bar(table, name, hold))
                        .filter(hold::in)
                        .isPresent();
                return held
                        ? settle(new BudgetItem.Settlement(name, hold, requestHold.micros(), 0), Map.of())
                        : Optional.empty();
            });
        }
    }

    /** The counter if the call holds nothing in it. */
    private Optional<Map<String, AttributeValue>> settle(
            BudgetItem.Settlement settlement, Map<String, AttributeValue> outlived) {
        Optional<Map<String, AttributeValue>> other = tryUpdate(BudgetItem.settle(table, settlement, outlived));
        boolean othersChanged =
                !outlived.isEmpty() && other.filter(settlement.hold()::in).isPresent();
        return othersChanged ? settle(settlement, Map.of()) : other;
    }

    /** Returns the item if the condition failed. */
    private Optional<Map<String, AttributeValue>> tryUpdate(UpdateItemRequest request) {
        try {
            update(request);
            return Optional.empty();
        } catch (ConditionalCheckFailedException failed) {
            return Optional.of(failed.item());
        }
    }

    private Map<String, AttributeValue> update(UpdateItemRequest request) {
        return writer.alone(() -> writer.dynamo().updateItem(request).attributes());
    }
}
