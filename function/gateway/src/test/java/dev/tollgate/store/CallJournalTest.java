package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.RequestFault;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which places of the journal calls take, and where their records go. */
final class CallJournalTest {
    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock(BudgetFixture.ACCEPTED);
    private final DynamoUsageLedger ledger = new DynamoUsageLedger(tables.client(), tables.config(), clock);

    @Test
    void theNextRequestTakesThePlaceOfTheOneBefore() {
        UsageRecord first = BudgetFixture.pending();
        UsageRecord second = BudgetFixture.pending();
        UsageRecord third = BudgetFixture.pending();
        ledger.writePending(first);
        ledger.settle(settled(first));

        ledger.writePending(second);
        ledger.writePending(third);

        assertThat(inJournal(tables)).containsExactlyInAnyOrder(second.requestId(), third.requestId());
    }

    @Test
    void aPlaceWhoseRecordIsNotWrittenIsNotUsedAgain() {
        UsageRecord first = BudgetFixture.pending();
        UsageRecord second = BudgetFixture.pending();
        try (FaultyTables faulty = new FaultyTables()) {
            DynamoUsageLedger cutOff =
                    new DynamoUsageLedger(faulty.longTimeouts(), faulty.tables().config(), clock);
            cutOff.writePending(first);
            faulty.proxy().follow(FaultScript.always(RequestFault.UNAVAILABLE));
            cutOff.settle(settled(first));
            faulty.proxy().heal();

            cutOff.writePending(second);

            assertThat(inJournal(faulty.tables())).containsExactlyInAnyOrder(first.requestId(), second.requestId());
        }
    }

    @Test
    void aWriteThatArrivesLateChangesNothing() {
        CallJournal journal = new CallJournal(
                new UsageWriteGroups(new TransactionWriter(tables.client())),
                tables.config().tables().usage(),
                clock);
        UsageRecord first = BudgetFixture.pending();
        UsageRecord second = BudgetFixture.pending();
        JournalPlace place = journal.take();
        journal.write(journal.again(place), second);

        journal.write(place, first);

        assertThat(inJournal(tables)).containsExactly(second.requestId());
    }

    @Test
    void theRecordsOfAKeyAreSpreadOverPartitions() {
        IntStream.range(0, 50).forEach(_ -> ledger.settle(settled(BudgetFixture.pending())));

        assertThat(items(tables).map(item -> item.get("pk").s()).distinct())
                .containsExactlyInAnyOrder(
                        "KEY#ada#2040-01#0", "KEY#ada#2040-01#1", "KEY#ada#2040-01#2", "KEY#ada#2040-01#3");
    }

    private static UsageRecord settled(UsageRecord pending) {
        return BudgetFixture.settled(pending, BudgetFixture.cost(1));
    }

    private static Stream<String> inJournal(LocalTables tables) {
        return items(tables)
                .filter(item -> item.get("pk").s().startsWith("INFLIGHT#"))
                .map(item -> item.get("request_id").s());
    }

    private static Stream<Map<String, AttributeValue>> items(LocalTables tables) {
        return tables
                .client()
                .scan(request -> request.tableName(tables.config().tables().usage()))
                .items()
                .stream();
    }
}
