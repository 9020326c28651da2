package dev.tollgate.store;

import dev.tollgate.bill.BilledRequest;
import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageRecords;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads usage records and roll-ups with one Query for each month of a key. */
@ApplicationScoped
public class DynamoUsageRecords implements UsageRecords {
    private final DynamoDbClient client;
    private final String table;

    DynamoUsageRecords(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.table = config.tables().usage();
    }

    @Override
    public void read(String keyId, Instant from, Instant until, Consumer<UsageLine> reader) {
        records(keyId, from, until, item -> reader.accept(UsageLines.ofRecord(item)));
    }

    /** Sees a settlement that was written just now. A query for one item needs no right that the gateway does not have. */
    @Override
    public Optional<RecordedRequest> find(String keyId, String requestId, Instant acceptedAt) {
        Map<String, AttributeValue> key = AttributeValues.of(UsageRow.key(keyId, requestId, acceptedAt));
        QueryRequest one = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk = :sk")
                .expressionAttributeValues(Map.of(":pk", key.get("pk"), ":sk", key.get("sk")))
                .consistentRead(true)
                .build();
        return StoreCall.run(() -> client.query(one)).items().stream()
                .findFirst()
                .map(RecordedRequests::of);
    }

    /** Passes on the same requests with what each provider reported. */
    public void readAttempts(String keyId, Instant from, Instant until, Consumer<BilledRequest> reader) {
        records(keyId, from, until, item -> reader.accept(BilledRequests.of(item)));
    }

    /** The ids of all keys in the roll-ups of a month, including keys that no longer exist. */
    public Set<String> rolledUpKeyIds(YearMonth month) {
        return StoreCall.run(() -> client
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .filterExpression("#month = :month")
                        .projectionExpression("key_id")
                        .expressionAttributeNames(Map.of("#month", "month"))
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS(RollUpKey.yearPartition(month)),
                                ":month", AttributeValue.fromS(month.toString()))))
                .items()
                .stream()
                .map(item -> ItemReader.text(item, "key_id"))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private void records(String keyId, Instant from, Instant until, Consumer<Map<String, AttributeValue>> reader) {
        if (!from.isBefore(until)) {
            return;
        }
        YearMonth last = month(until.minusNanos(1));
        Stream.iterate(month(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .forEach(month -> StoreCall.run(() -> {
                    client.queryPaginator(request(keyId, month, from, until))
                            .items()
                            .forEach(reader);
                    return null;
                }));
    }

    /** The upper bound is exclusive, because sort keys continue after the instant and never equal it. */
    private QueryRequest request(String keyId, YearMonth month, Instant from, Instant until) {
        return range("KEY#" + keyId + "#" + month, UsageRow.time(from), UsageRow.time(until));
    }

    @Override
    public List<UsageLine> rollUps(String keyId, DateRange days) {
        return days
                .days()
                .map(YearMonth::from)
                .distinct()
                .flatMap(month ->
                        items(RollUpKey.monthPartition(month), RollUpKey.from(keyId, days), RollUpKey.to(keyId, days)))
                .collect(Collectors.groupingBy(item -> ItemReader.text(item, "day")))
                .values()
                .stream()
                .flatMap(day -> RollUpKey.completeRollUp(day).stream())
                .map(UsageLines::ofRollUp)
                .toList();
    }

    private Stream<Map<String, AttributeValue>> items(String pk, String from, String to) {
        return StoreCall.run(() -> client.queryPaginator(range(pk, from, to)).items().stream()
                        .toList())
                .stream();
    }

    private QueryRequest range(String pk, String from, String to) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(pk),
                        ":from", AttributeValue.fromS(from),
                        ":to", AttributeValue.fromS(to)))
                .build();
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }
}
