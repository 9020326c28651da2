package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.StalePendingRecord;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who finds what is pending, and what closing it does to the record. */
class DynamoStalePendingRecordsTest {
    private static final Instant ACCEPTED = Instant.parse("2026-10-31T23:59:59.100Z");
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Instant DEADLINE = ACCEPTED.plus(LIMIT);

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock();
    private final DynamoUsageLedger ledger = new DynamoUsageLedger(tables.client(), tables.config(), clock);
    private final DynamoStalePendingRecords stale =
            new DynamoStalePendingRecords(tables.client(), tables.config(), clock);

    @Test
    void whatIsPendingIsFoundByItsDeadlineUntilItIsSettled() {
        ledger.writePending(record("dead", ACCEPTED));
        ledger.writePending(record("settled", ACCEPTED));
        ledger.settle(settled("settled"));
        ledger.writePending(record("later", ACCEPTED.plusMillis(1)));

        assertThat(found(DEADLINE)).isEmpty();
        assertThat(found(DEADLINE.plusMillis(1))).singleElement().satisfies(record -> {
            assertThat(record.deadline()).isEqualTo(DEADLINE);
            assertThat(requestId(record)).isEqualTo("dead");
        });
        assertThat(found(DEADLINE.plusMillis(2))).hasSize(2);
    }

    @Test
    void itIsFoundInEachPartitionOfTheJournal() {
        IntStream.range(0, 100).forEach(i -> ledger.writePending(record("req-" + i, ACCEPTED)));

        assertThat(found(DEADLINE.plusSeconds(1)))
                .hasSize(100)
                .extracting(StalePendingRecord::pk)
                .containsOnly(IntStream.range(0, JournalPlace.PARTITIONS)
                        .mapToObj(JournalPlace::partition)
                        .toArray(String[]::new));
    }

    @Test
    void whatHasEndedIsRemovedFromTheJournal() {
        ledger.writePending(record("settled", ACCEPTED));
        ledger.settle(settled("settled"));
        assertThat(items()).hasSize(2);

        assertThat(found()).isEmpty();

        assertThat(items()).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("status", AttributeValue.fromS("settled")));
    }

    @Test
    void aPlaceThatAnotherRequestHasTakenIsNotClosed() {
        ledger.writePending(record("first", ACCEPTED));
        StalePendingRecord seen = found().getFirst();
        ledger.settle(settled("first"));
        ledger.writePending(record("second", ACCEPTED.plusSeconds(1)));

        assertThat(stale.abandon(seen)).isFalse();

        assertThat(found(DEADLINE.plusSeconds(2))).hasSize(1);
    }

    @Test
    void thePendingRecordOfAnOlderVersionIsClosed() {
        Map<String, AttributeValue> key = OlderVersion.writePending(tables, record("older", ACCEPTED));

        assertThat(found())
                .containsExactly(
                        new StalePendingRecord("KEY#team-a#2026-10", "2026-10-31T23:59:59.100Z#older", DEADLINE));
        assertThat(stale.abandon(found().getFirst())).isTrue();

        assertThat(items()).singleElement().satisfies(item -> assertThat(item)
                .containsAllEntriesOf(key)
                .containsEntry("status", AttributeValue.fromS("abandoned"))
                .doesNotContainKeys("pending", "held"));
        assertThat(found()).isEmpty();
    }

    @Test
    void whoHasSeenEnoughIsShownNoMore() {
        IntStream.range(0, 20).forEach(i -> ledger.writePending(record("req-" + i, ACCEPTED)));
        AtomicInteger shown = new AtomicInteger();

        stale.forEachBefore(DEADLINE.plusSeconds(1), _ -> shown.incrementAndGet() < 3);

        assertThat(shown).hasValue(3);
    }

    @Test
    void whatIsAbandonedSaysThatItsCostIsNotKnown() {
        ledger.writePending(record("dead", ACCEPTED));

        assertThat(stale.abandon(found().getFirst())).isTrue();

        assertThat(items()).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("status", AttributeValue.fromS("abandoned"))
                .containsEntry("outcome", AttributeValue.fromS("abandoned"))
                .containsEntry("settled_at", AttributeValue.fromS("2026-11-23T10:00:00.007Z"))
                .containsEntry("deadline", AttributeValue.fromS("2026-11-01T00:09:59.100Z"))
                .containsEntry("unpriced", AttributeValue.fromBool(true))
                .doesNotContainKeys("pending", "held", "cost_micros", "total_tokens", "provider"));
        assertThat(found()).isEmpty();
    }

    @Test
    void ofTwoSweepsAndALateSettlementOneIsFirst() {
        ledger.writePending(record("dead", ACCEPTED));
        ledger.writePending(record("slow", ACCEPTED));
        List<StalePendingRecord> seen = found();
        ledger.settle(settled("slow"));

        assertThat(seen).hasSize(2);
        assertThat(seen.stream().filter(stale::abandon)).hasSize(1);
        assertThat(seen.stream().filter(stale::abandon)).isEmpty();
        assertThat(items().stream()
                        .map(item -> item.get("request_id").s() + " "
                                + item.get("status").s()))
                .containsExactlyInAnyOrder("dead abandoned", "slow settled");
    }

    @Test
    void aSettlementThatComesAfterAllSaysWhatIsTrue() {
        ledger.writePending(record("slow", ACCEPTED));
        stale.abandon(found().getFirst());

        ledger.settle(settled("slow"));

        assertThat(items()).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("status", AttributeValue.fromS("settled"))
                .containsEntry("outcome", AttributeValue.fromS("complete"))
                .containsEntry("cost_micros", AttributeValue.fromN("42"))
                .doesNotContainKeys("pending", "unpriced"));
    }

    @Test
    void withoutAStoreNothingCanBeTold() {
        try (DynamoDbClient nobody = AwsClients.dynamoDb(
                Optional.of(URI.create("http://127.0.0.1:9")), Map.of(), new TrustedAuthorities(Optional.empty()))) {
            DynamoStalePendingRecords down = new DynamoStalePendingRecords(nobody, tables.config(), clock);

            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> down.forEachBefore(DEADLINE, _ -> true))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.STORE_UNAVAILABLE));
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> down.abandon(new StalePendingRecord("pk", "sk", DEADLINE)));
        }
    }

    private List<StalePendingRecord> found() {
        return found(DEADLINE.plusSeconds(1));
    }

    private List<StalePendingRecord> found(Instant before) {
        List<StalePendingRecord> found = new ArrayList<>();
        stale.forEachBefore(before, found::add);
        return found;
    }

    private static UsageRecord record(String requestId, Instant accepted) {
        return new UsageRecord(
                requestId, "team-a", accepted, accepted.plus(LIMIT), "fast", Map.of(), true, RequestHold.NONE, null);
    }

    private static UsageRecord settled(String requestId) {
        return record(requestId, ACCEPTED)
                .settled(new Settlement(
                        CallOutcome.COMPLETE,
                        "openai",
                        "gpt-4o",
                        Usage.of(10, 5),
                        false,
                        new Cost.Priced(42, "v"),
                        List.of(),
                        300L,
                        900));
    }

    private String requestId(StalePendingRecord found) {
        return items().stream()
                .filter(item -> item.get("pk").s().equals(found.pk())
                        && item.get("sk").s().equals(found.sk()))
                .map(item -> item.get("request_id").s())
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, AttributeValue>> items() {
        return tables.client()
                .scan(request -> request.tableName(tables.config().tables().usage()))
                .items();
    }
}
