package dev.tollgate.store;

import dev.tollgate.bill.RollUps;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Roll-ups in the usage table, beside the records that they are folds of, and notes of how far they go. */
@ApplicationScoped
public class DynamoRollUps implements RollUps {
    private static final Logger LOG = Logger.getLogger(DynamoRollUps.class);

    private final DynamoDbClient client;
    private final String table;
    private final DynamoKeyRegister register;
    private final Clock clock;

    DynamoRollUps(DynamoDbClient client, DynamoKeyRegister register, GatewayConfig config, Clock clock) {
        this.client = client;
        this.table = config.tables().usage();
        this.register = register;
        this.clock = clock;
    }

    @Override
    public List<String> keyIds() {
        return register.all().stream().map(found -> found.key().id()).distinct().toList();
    }

    @Override
    public Map<String, LocalDate> lastDays() {
        return StoreCall.on(table, () -> client
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :notes")
                        .expressionAttributeValues(Map.of(":notes", AttributeValue.fromS(RollUpKey.NOTES))))
                .items()
                .stream()
                .collect(Collectors.toMap(
                        item -> item.get("key_id").s(),
                        item -> LocalDate.parse(item.get(RollUpKey.LAST_DAY).s()))));
    }

    /** On no condition: a day too early is put right by the next run, and so is one that is still to come. */
    @Override
    public void markFinal(String keyId, LocalDate lastDay) {
        Map<String, AttributeValue> note = AttributeValues.of(Map.of(
                "pk",
                RollUpKey.NOTES,
                "sk",
                "KEY#" + keyId,
                "key_id",
                keyId,
                RollUpKey.LAST_DAY,
                lastDay.toString(),
                RollUpKey.ROLLED_AT,
                clock.instant().toString()));
        StoreCall.on(
                table, () -> client.putItem(request -> request.tableName(table).item(note)));
    }

    @Override
    public void store(String keyId, LocalDate day, List<UsageLine> lines) {
        keep(RollUpKey.day(keyId, day), "day", day.toString(), lines);
    }

    @Override
    public void store(String keyId, YearMonth month, List<UsageLine> lines) {
        keep(RollUpKey.month(keyId, month), "month", month.toString(), lines);
    }

    private void keep(RollUpKey.Place place, String period, String name, List<UsageLine> lines) {
        String rolledAt = clock.instant().toString();
        long kinds = lines.size();
        StoreCall.on(table, () -> {
            for (UsageLine line : lines) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("pk", place.pk());
                row.put("sk", place.skPrefix() + UsageLines.name(line.dimensions()));
                row.put(period, name);
                row.put(RollUpKey.ROLLED_AT, rolledAt);
                row.put(RollUpKey.KINDS, kinds);
                row.putAll(UsageLines.columns(line));
                Map<String, AttributeValue> item = AttributeValues.of(row);
                client.putItem(request -> request.tableName(table).item(item));
            }
            older(place, rolledAt).forEach(this::delete);
            return null;
        });
    }

    /** What was of a kind that is no more: a record that was abandoned, and settled late after all. */
    private List<Map<String, AttributeValue>> older(RollUpKey.Place place, String rolledAt) {
        return client
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .filterExpression("rolled_at < :now")
                        .projectionExpression("pk, sk, rolled_at")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS(place.pk()),
                                ":prefix", AttributeValue.fromS(place.skPrefix()),
                                ":now", AttributeValue.fromS(rolledAt))))
                .items()
                .stream()
                .toList();
    }

    private void delete(Map<String, AttributeValue> item) {
        try {
            client.deleteItem(request -> request.tableName(table)
                    .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                    .conditionExpression("rolled_at = :seen")
                    .expressionAttributeValues(Map.of(":seen", item.get(RollUpKey.ROLLED_AT))));
        } catch (ConditionalCheckFailedException renewed) {
            LOG.debugf("%s was rolled up again meanwhile", item.get("sk").s());
        }
    }
}
