package dev.tollgate.store;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.StalePendingRecord;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Budgets in tables of their own on DynamoDB Local, and what the records in them add up to. */
final class BudgetFixture {
    static final Instant ACCEPTED = Instant.parse("2040-01-01T12:00:00Z");

    /** On a busy machine, writers of the same item get in each other's way for longer than a gateway waits. */
    private static final WriteBackoff.Bounds UNHURRIED = new WriteBackoff.Bounds(1_000, Duration.ofMinutes(1));

    private static final Instant RENEWS = Instant.parse("2040-02-01T00:00:00Z");

    private final LocalTables tables;

    BudgetFixture() {
        this(LocalTables.create());
    }

    BudgetFixture(LocalTables tables) {
        this.tables = tables;
    }

    LocalTables local() {
        return tables;
    }

    /** One more environment: it shares the tables with the others, and nothing else. */
    DynamoUsageLedger environment(Clock clock) {
        return environment(tables.client(), clock);
    }

    /** The same, behind a proxy. */
    DynamoUsageLedger environment(DynamoDbClient client, Clock clock) {
        return new DynamoUsageLedger(client, tables.config(), clock);
    }

    /** One more environment, which tries again for as long as others write. */
    DynamoUsageLedger unhurried(Clock clock) {
        return new DynamoUsageLedger(new TransactionWriter(tables.client(), UNHURRIED), tables.config(), clock);
    }

    static BudgetPeriod budgetPeriod(String id, long limitMicros, boolean hard, int shards) {
        return new BudgetPeriod(id, "key " + id + " per month", limitMicros, hard, shards, RENEWS);
    }

    static UsageRecord pending() {
        String id = UUID.randomUUID().toString();
        return new UsageRecord(
                id, "ada", ACCEPTED, ACCEPTED.plusSeconds(600), "fast", Map.of(), false, RequestHold.NONE, null);
    }

    static UsageRecord settled(UsageRecord opened, Cost cost) {
        Usage usage = Usage.of(1, 1);
        Attempt attempt = new Attempt("openai", "gpt-4o", AttemptPurpose.RESPOND, null, 8, usage, false, cost);
        return opened.settled(new Settlement(
                CallOutcome.COMPLETE, "openai", "gpt-4o", usage, false, cost, List.of(attempt), null, 9));
    }

    static Cost cost(long micros) {
        return new Cost.Priced(micros, "v");
    }

    /** The sweep of what dead environments left. */
    DynamoStalePendingRecords leftovers(Clock clock) {
        return new DynamoStalePendingRecords(tables.client(), tables.config(), clock);
    }

    /** What comes back out of a log. */
    UnwrittenRecords unwritten() {
        return new UnwrittenRecords(tables.client(), tables.config());
    }

    StalePendingRecord stalePendingRecord(UsageRecord record) {
        return stalePendingRecord(tables, record).orElseThrow();
    }

    /** What a sweep finds of a call, if it is in the journal. */
    static Optional<StalePendingRecord> stalePendingRecord(LocalTables tables, UsageRecord record) {
        return items(tables, tables.config().tables().usage())
                .filter(item -> isInJournal(item) && requestId(item).equals(record.requestId()))
                .map(item -> new StalePendingRecord(
                        item.get("pk").s(),
                        item.get("sk").s(),
                        Instant.parse(item.get("deadline").s())))
                .findFirst();
    }

    /** What the counters say: by item, what is committed and what of it is only reserved. */
    Map<String, Counted> counters() {
        Map<String, Counted> counted = new HashMap<>();
        items(tables.config().tables().counters())
                .forEach(item -> counted.put(
                        item.get("pk").s(),
                        new Counted(number(item, "committed_micros"), number(item, "reserved_micros"))));
        return counted;
    }

    /** What the records and the calls in flight add up to; it must be the same. */
    Map<String, Counted> fold() {
        Map<String, Counted> sums = new HashMap<>();
        records().forEach(record -> add(sums, record, new Counted(number(record, "charge_micros"), 0)));
        inFlight().forEach(entry -> {
            long held = number(entry, "reserved_micros");
            add(sums, entry, new Counted(held, held));
        });
        return sums;
    }

    private static void add(Map<String, Counted> sums, Map<String, AttributeValue> item, Counted counted) {
        item.get("budgets").l().forEach(name -> sums.merge(name.s(), counted, Counted::plus));
    }

    List<Map<String, AttributeValue>> records() {
        return items(tables.config().tables().usage())
                .filter(item -> !isInJournal(item))
                .toList();
    }

    /** The calls in the journal that have no record yet. */
    List<Map<String, AttributeValue>> inFlight() {
        Set<String> recorded = records().stream().map(BudgetFixture::requestId).collect(Collectors.toSet());
        return items(tables.config().tables().usage())
                .filter(item -> isInJournal(item) && !requestId(item).isEmpty() && !recorded.contains(requestId(item)))
                .toList();
    }

    private static boolean isInJournal(Map<String, AttributeValue> item) {
        return item.get("pk").s().startsWith("INFLIGHT#");
    }

    private static String requestId(Map<String, AttributeValue> item) {
        return item.containsKey("request_id") ? item.get("request_id").s() : "";
    }

    private Stream<Map<String, AttributeValue>> items(String table) {
        return items(tables, table);
    }

    private static Stream<Map<String, AttributeValue>> items(LocalTables tables, String table) {
        return tables.client().scanPaginator(request -> request.tableName(table).consistentRead(true)).items().stream();
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    /** In micro-dollars. */
    record Counted(long committed, long reserved) {
        Counted plus(Counted other) {
            return new Counted(committed + other.committed, reserved + other.reserved);
        }
    }
}
