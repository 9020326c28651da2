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
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Roll-ups in the usage table, and up to which day they are final for each key. */
@ApplicationScoped
public class DynamoRollUps implements RollUps {
    private static final Logger LOG = Logger.getLogger(DynamoRollUps.class);

    private final DynamoDbClient client;
    private final String table;
    private final DynamoKeyRegister register;
    private final DynamoCallerRegister callers;
    private final Clock clock;

    DynamoRollUps(
            DynamoDbClient client,
            DynamoKeyRegister register,
            DynamoCallerRegister callers,
            GatewayConfig config,
            Clock clock) {
        this.client = client;
        this.table = config.tables().usage();
        this.register = register;
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public List<String> keyIds() {
        return Stream.concat(
                        register.scanned().stream().map(found -> found.key().id()), callers.ids().stream())
                .distinct()
                .toList();
    }

    @Override
    public Map<String, LocalDate> lastDays() {
        return StoreCall.run(() -> client
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :final")
                        .expressionAttributeValues(Map.of(":final", AttributeValue.fromS(RollUpKey.FINAL_PARTITION))))
                .items()
                .stream()
                .collect(Collectors.toMap(
                        item -> ItemReader.text(item, "key_id"), item -> ItemReader.day(item, RollUpKey.LAST_DAY))));
    }

    /** Writes without a condition: the next run corrects a wrong day. */
    @Override
    public void markFinal(String keyId, LocalDate lastDay) {
        Map<String, AttributeValue> item = AttributeValues.of(Map.of(
                "pk",
                RollUpKey.FINAL_PARTITION,
                "sk",
                "KEY#" + keyId,
                "key_id",
                keyId,
                RollUpKey.LAST_DAY,
                lastDay.toString(),
                RollUpKey.ROLLED_AT,
                clock.instant().toString()));
        StoreCall.run(() -> client.putItem(request -> request.tableName(table).item(item)));
    }

    @Override
    public void store(String keyId, LocalDate day, List<UsageLine> lines) {
        store(RollUpKey.day(keyId, day), "day", day.toString(), lines);
    }

    @Override
    public void store(String keyId, YearMonth month, List<UsageLine> lines) {
        store(RollUpKey.month(keyId, month), "month", month.toString(), lines);
    }

    private void store(RollUpKey.Place place, String period, String name, List<UsageLine> lines) {
        String rolledAt = clock.instant().toString();
        long count = lines.size();
        StoreCall.run(() -> {
            for (UsageLine line : lines) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("pk", place.pk());
                row.put("sk", place.skPrefix() + UsageLines.hash(line.dimensions()));
                row.put(period, name);
                row.put(RollUpKey.ROLLED_AT, rolledAt);
                row.put(RollUpKey.COUNT, count);
                row.putAll(UsageLines.columns(line));
                Map<String, AttributeValue> item = AttributeValues.of(row);
                client.putItem(request -> request.tableName(table).item(item));
            }
            outdated(place, rolledAt).forEach(this::delete);
            return null;
        });
    }

    /** Outdated lines. A line disappears, for example, if its only record was abandoned and then settled. */
    private List<Map<String, AttributeValue>> outdated(RollUpKey.Place place, String rolledAt) {
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
                    .key(Map.of("pk", ItemReader.required(item, "pk"), "sk", ItemReader.required(item, "sk")))
                    .conditionExpression("rolled_at = :expected")
                    .expressionAttributeValues(Map.of(":expected", ItemReader.required(item, RollUpKey.ROLLED_AT))));
        } catch (ConditionalCheckFailedException renewed) {
            LOG.debugf("%s was rolled up again at the same time", ItemReader.text(item, "sk"));
        }
    }
}
