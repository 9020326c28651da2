package dev.tollgate.store;

import dev.tollgate.bill.AlertLedger;
import dev.tollgate.bill.BudgetAlert;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Alerts in the counters table: an item for each budget in one period, with an attribute for each channel and threshold. It is the second
 * until which somebody has claimed the alert, or {@link #SENT}.
 */
@ApplicationScoped
public class DynamoAlertLedger implements AlertLedger {
    private static final String PREFIX = "ALERT#";

    /** Later than any claim. */
    private static final long SENT = 253_402_300_799L;

    /** As long as the counter itself is kept. */
    private static final Duration RETENTION = Duration.ofDays(60);

    private final DynamoDbClient client;
    private final String table;

    DynamoAlertLedger(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.table = config.tables().counters();
    }

    @Override
    public Sent of(BudgetPeriod budget) {
        Map<String, AttributeValue> item = StoreCall.run(() -> client.getItem(
                        get -> get.tableName(table).key(key(budget)).consistentRead(true))
                .item());
        return new SentAlerts(budget, item);
    }

    private record SentAlerts(BudgetPeriod budget, Map<String, AttributeValue> item) implements Sent {
        @Override
        public boolean contains(String channel, int percent) {
            return isSent(attribute(budget, channel, percent));
        }

        @Override
        public boolean containsForAnyAmount(String channel, int percent) {
            return item.keySet().stream()
                    .anyMatch(name -> name.startsWith(ofAnyAmount(channel, percent)) && isSent(name));
        }

        private boolean isSent(String name) {
            return ItemReader.numberOrZero(item, name) == SENT;
        }
    }

    @Override
    public boolean claim(BudgetAlert alert, String channel, Instant now, Instant until) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":until", CounterItem.number(until.getEpochSecond()),
                ":now", CounterItem.number(now.getEpochSecond())));
        String name = attribute(alert.budget(), channel, alert.percent());
        Instant renews = alert.budget().renews();
        if (renews != null) {
            values.put(":expiry", CounterItem.number(renews.plus(RETENTION).getEpochSecond()));
        }
        String expiry = renews == null ? "" : ", " + CounterItem.EXPIRES_AT + " = :expiry";
        return StoreCall.run(() -> {
            try {
                client.updateItem(update -> update.tableName(table)
                        .key(key(alert.budget()))
                        .updateExpression("SET " + name + " = :until" + expiry)
                        .conditionExpression("attribute_not_exists(" + name + ") OR " + name + " < :now")
                        .expressionAttributeValues(values));
                return true;
            } catch (ConditionalCheckFailedException taken) {
                return false;
            }
        });
    }

    @Override
    public void markSent(BudgetAlert alert, String channel) {
        StoreCall.run(() -> client.updateItem(update -> update.tableName(table)
                .key(key(alert.budget()))
                .updateExpression("SET " + attribute(alert.budget(), channel, alert.percent()) + " = :sent")
                .expressionAttributeValues(Map.of(":sent", CounterItem.number(SENT)))));
    }

    private static Map<String, AttributeValue> key(BudgetPeriod budget) {
        return Map.of(CounterItem.KEY, AttributeValue.fromS(PREFIX + budget.id()));
    }

    /** A budget that is increased reports on its new limit again. */
    private static String attribute(BudgetPeriod budget, String channel, int percent) {
        return ofAnyAmount(channel, percent) + budget.limitMicros();
    }

    private static String ofAnyAmount(String channel, int percent) {
        return channel + "_" + percent + "_";
    }
}
