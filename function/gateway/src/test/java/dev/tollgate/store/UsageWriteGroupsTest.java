package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What a group writes, and what it leaves to its calls. */
final class UsageWriteGroupsTest {
    private final LocalTables tables = LocalTables.create();
    private final String table = tables.config().tables().usage();
    private final SteppingClock clock = new SteppingClock(BudgetFixture.ACCEPTED);
    private final UsageWriteGroups groups = groups(tables.client());
    private final CallJournal journal = new CallJournal(groups, table, clock);

    @Test
    void aGroupWritesRecordsAndEntriesAsTheyWouldBeWrittenAlone() {
        GroupableWrite record = record(BudgetFixture.pending());
        GroupableWrite entry = entry(journal.take(), everything());

        assertThat(groups.together(List.of(record, entry)))
                .containsExactly(Optional.of(Map.of()), Optional.of(Map.of()));

        assertThat(items())
                .containsExactlyInAnyOrder(record.alone().item(), entry.alone().item());
    }

    @Test
    void anEntryTakesThePlaceOfTheOneBeforeAndKeepsNothingOfIt() {
        JournalPlace place = journal.take();
        var _ = groups.together(List.of(entry(place, everything())));
        GroupableWrite plain = entry(journal.again(place), BudgetFixture.pending());

        assertThat(groups.together(List.of(plain))).containsExactly(Optional.of(Map.of()));

        assertThat(items()).containsExactly(plain.alone().item());
    }

    @Test
    void anEntryOfARefusedCallKeepsNothingOfTheOneBefore() {
        JournalPlace place = journal.take();
        var _ = groups.together(List.of(entry(place, everything())));
        GroupableWrite empty =
                journal.entry(journal.again(place), Map.of(UsageRow.DEADLINE, AttributeValue.fromS("2040")));

        assertThat(groups.together(List.of(empty))).containsExactly(Optional.of(Map.of()));

        assertThat(items()).containsExactly(empty.alone().item());
    }

    /** An UPDATE keeps a column that it does not name. */
    @Test
    void theJournalKnowsAllColumnsOfItsEntries() {
        assertThat(JournalEntry.columns(everything()).keySet()).isSubsetOf(JournalEntry.COLUMNS);
        assertThat(entry(journal.take(), everything()).alone().item().keySet()).containsAll(JournalEntry.COLUMNS);
    }

    @Test
    void anEntryThatComesLateInAGroupChangesNothing() {
        JournalPlace place = journal.again(journal.take());
        GroupableWrite later = entry(journal.again(place), BudgetFixture.pending());
        GroupableWrite late = entry(place, BudgetFixture.pending());
        var _ = groups.one(later);

        writeInGroup(late);

        assertThat(items()).containsExactly(later.alone().item());
    }

    @Test
    void anEntryWhosePlaceWasSweptIsWrittenAlone() {
        GroupableWrite entry = entry(journal.again(journal.take()), BudgetFixture.pending());

        writeInGroup(entry);

        assertThat(items()).containsExactly(entry.alone().item());
    }

    @Test
    void theRecordOfARequestIsThatOfTheFirstProcess() {
        UsageRecord request = BudgetFixture.pending();
        GroupableWrite first = record(request);
        GroupableWrite second = record(request);
        GroupableWrite other = record(BudgetFixture.pending());
        var _ = groups.together(List.of(first));

        UsageWriteGroups elsewhere = groups(tables.client());
        assertThat(elsewhere.together(List.of(second, other))).containsExactly(Optional.empty(), Optional.of(Map.of()));

        assertThat(elsewhere.one(second)).isEqualTo(first.alone().item());
        assertThat(items())
                .containsExactlyInAnyOrder(first.alone().item(), other.alone().item());
    }

    @Test
    void aRecordThatASweepHasAbandonedIsSettledAlone() {
        UsageRecord request = BudgetFixture.pending();
        GroupableWrite record = record(request);
        Map<String, AttributeValue> abandoned = new HashMap<>(record.key());
        abandoned.put(UsageRow.STATUS, AttributeValue.fromS(UsageRow.ABANDONED));
        var _ = tables.client().putItem(put -> put.tableName(table).item(abandoned));

        writeInGroup(record, record(BudgetFixture.pending()));

        assertThat(items()).hasSize(2).contains(record.alone().item());
    }

    @Test
    void twoWritesOfOneItemAreNotInOneRequest() {
        UsageRecord request = BudgetFixture.pending();

        assertThat(groups.together(List.of(record(request), record(request), record(BudgetFixture.pending()))))
                .containsExactly(Optional.of(Map.of()), Optional.empty(), Optional.of(Map.of()));
    }

    @Test
    void anItemThatDynamoDbDoesNotTakeIsTheFailureOfNoOther() {
        GroupableWrite good = record(BudgetFixture.pending());
        UsageRecord tooLarge = BudgetFixture.pending().holding(List.of("x".repeat(410_000)), 1);

        GroupableWrite bad = entry(journal.take(), tooLarge);

        writeInGroup(good, bad);

        assertThat(items()).containsExactly(good.alone().item());
    }

    /** As {@link GroupCommit} does: each that has no result is written alone, and fails alone. */
    private void writeInGroup(GroupableWrite... writes) {
        List<Optional<Map<String, AttributeValue>>> results = groups.together(List.of(writes));
        for (int i = 0; i < writes.length; i++) {
            if (results.get(i).isEmpty()) {
                writeAlone(writes[i]);
            }
        }
    }

    private void writeAlone(GroupableWrite write) {
        try {
            var _ = groups.one(write);
        } catch (DynamoDbException refused) {
            assertThat(refused.statusCode()).isEqualTo(400);
        }
    }

    private static UsageWriteGroups groups(DynamoDbClient client) {
        return new UsageWriteGroups(new TransactionWriter(client));
    }

    private GroupableWrite record(UsageRecord pending) {
        UsageRecord settled = BudgetFixture.settled(pending, BudgetFixture.cost(1));
        return new GroupableWrite(
                new UsageWrites(table).unlessSettled(SettledRow.of(settled, clock.instant())), WriteStatements::insert);
    }

    private GroupableWrite entry(JournalPlace place, UsageRecord pending) {
        return journal.entry(place, AttributeValues.of(JournalEntry.columns(pending)));
    }

    /** A call with all that an entry can say. */
    private static UsageRecord everything() {
        return new UsageRecord(
                "req_everything",
                "ada",
                BudgetFixture.ACCEPTED,
                BudgetFixture.ACCEPTED.plusSeconds(600),
                "fast",
                Map.of("team", "it's \"a\""),
                true,
                new RequestHold(
                        List.of("BUDGET#a"), 20_000, List.of(new RequestHold.WindowHold("ada", 1, 2, 3, 1_200, 1))),
                "batch_1",
                null);
    }

    private List<Map<String, AttributeValue>> items() {
        return tables.client().scan(scan -> scan.tableName(table)).items();
    }
}
