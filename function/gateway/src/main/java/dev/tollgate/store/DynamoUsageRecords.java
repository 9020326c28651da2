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
import java.util.Comparator;
import java.util.LinkedHashMap;
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

/**
 * Reads usage records and roll-ups with one Query for each partition of a key's months, and calls in flight from the journal
 * (ADR 52).
 */
@ApplicationScoped
public class DynamoUsageRecords implements UsageRecords {
    private final DynamoDbClient client;
    private final String table;
    private final CallsInFlight inFlight;

    DynamoUsageRecords(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.table = config.tables().usage();
        JournalReader journal = new JournalReader(client, config.tables().usage());
        this.inFlight = new CallsInFlight(journal);
    }

    @Override
    public void read(String keyId, Instant from, Instant until, Consumer<UsageLine> reader) {
        records(keyId, from, until, item -> reader.accept(UsageLines.ofRecord(item)));
    }

    /** Sees a settlement that was written just now. A call that ends meanwhile leaves the journal after it has its record. */
    @Override
    public Optional<RecordedRequest> find(String keyId, String requestId, Instant acceptedAt) {
        return record(keyId, requestId, acceptedAt)
                .or(() -> inFlight.now(keyId).stream()
                        .filter(entry -> entry.isOf(requestId, acceptedAt))
                        .findFirst()
                        .map(JournalEntry::pendingRecord))
                .or(() -> record(keyId, requestId, acceptedAt))
                .map(RecordedRequests::of);
    }

    private Optional<Map<String, AttributeValue>> record(String keyId, String requestId, Instant acceptedAt) {
        return one(UsageKey.of(keyId, requestId, acceptedAt))
                .or(() -> one(UsageKey.unsharded(keyId, requestId, acceptedAt)));
    }

    /** A query for one item needs no right that the gateway does not have. */
    private Optional<Map<String, AttributeValue>> one(Map<String, Object> place) {
        Map<String, AttributeValue> key = AttributeValues.of(place);
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk = :sk")
                .expressionAttributeValues(Map.of(":pk", key.get("pk"), ":sk", key.get("sk")))
                .consistentRead(true)
                .build();
        return StoreCall.run(() -> client.query(query)).items().stream().findFirst();
    }

    /** Passes on the same requests with what each provider reported. */
    public void readAttempts(String keyId, Instant from, Instant until, Consumer<BilledRequest> reader) {
        records(keyId, from, until, item -> reader.accept(BilledRequests.of(item)));
    }

    /** Passes on the same requests with their whole records. */
    public void readRequests(String keyId, Instant from, Instant until, Consumer<KeyedRequest> reader) {
        records(keyId, from, until, item -> reader.accept(KeyedRequest.of(item)));
    }

    /**
     * The requests of a key in one month, the newest first, as far as they have records.
     *
     * @param before the time and the id before which they come, as {@link KeyedRequest#place} names it
     * @param from the first instant
     */
    public List<KeyedRequest> newestFirst(String keyId, YearMonth month, String before, Instant from, int most) {
        return UsageKey.partitions(keyId, month).stream()
                .flatMap(partition -> newest(partition, before, from, most))
                .sorted(Comparator.comparing(KeyedRequest::place).reversed())
                .limit(most)
                .toList();
    }

    private Stream<KeyedRequest> newest(String partition, String before, Instant from, int most) {
        QueryRequest query = range(partition, UsageRow.time(from), before).toBuilder()
                .scanIndexForward(false)
                .limit(most + 1)
                .build();
        return StoreCall.run(() -> client.query(query)).items().stream()
                .map(KeyedRequest::of)
                // The upper bound of a range counts.
                .filter(request -> request.place().compareTo(before) < 0)
                .limit(most);
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

    /** Looks at the journal first: a call that ends meanwhile has its record by then. */
    private void records(String keyId, Instant from, Instant until, Consumer<Map<String, AttributeValue>> reader) {
        if (!from.isBefore(until)) {
            return;
        }
        Map<String, JournalEntry> open = new LinkedHashMap<>();
        inFlight.recently(keyId).stream()
                .filter(entry ->
                        !entry.acceptedAt().isBefore(from) && entry.acceptedAt().isBefore(until))
                .forEach(entry -> open.put(entry.requestId(), entry));
        YearMonth last = UsageKey.month(until.minusNanos(1));
        Stream.iterate(UsageKey.month(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .flatMap(month -> UsageKey.partitions(keyId, month).stream())
                // The upper bound is exclusive, because sort keys continue after the instant and never equal it.
                .map(partition -> range(partition, UsageRow.time(from), UsageRow.time(until)))
                .forEach(query -> StoreCall.run(() -> {
                    client.queryPaginator(query).items().forEach(item -> {
                        open.remove(ItemReader.text(item, "request_id"));
                        reader.accept(item);
                    });
                    return null;
                }));
        open.values().forEach(entry -> reader.accept(entry.pendingRecord()));
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
}
