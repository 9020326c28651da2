package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A prompt is written after its record, which must not name a place where nothing is. */
class LostPromptRecordTest {
    private static final Instant ACCEPTED = Instant.parse("2026-10-31T23:59:59.100Z");

    private final LocalTables tables = LocalTables.create();
    private final DynamoUsageLedger ledger =
            new DynamoUsageLedger(tables.client(), tables.config(), new SteppingClock());

    @Test
    void thePlaceIsRemovedAndNothingElse() {
        UsageRecord kept = settled("req-1", ContentUse.NONE.keptAt("s3://prompts/req-1.json"));
        ledger.record(kept);
        assertThat(item(kept).orElseThrow()).containsKey(UsageRow.PROMPT_LOG);

        ledger.promptLost(kept);
        ledger.promptLost(kept);

        assertThat(item(kept).orElseThrow())
                .doesNotContainKey(UsageRow.PROMPT_LOG)
                .containsEntry("cost_micros", AttributeValue.fromN("1234"))
                .containsEntry("status", AttributeValue.fromS("settled"));
    }

    /** It may be in the log only, from which it is written later. */
    @Test
    void aRecordThatIsNotThereIsNotMade() {
        UsageRecord unwritten = settled("req-2", ContentUse.NONE);
        ledger.promptLost(unwritten);

        assertThat(item(unwritten)).isEmpty();
    }

    private Optional<Map<String, AttributeValue>> item(UsageRecord usage) {
        return Optional.of(tables.client()
                        .getItem(get -> get.tableName(tables.config().tables().usage())
                                .key(AttributeValues.of(UsageKey.of(usage))))
                        .item())
                .filter(item -> !item.isEmpty());
    }

    private static UsageRecord settled(String id, ContentUse content) {
        return new UsageRecord(
                id,
                "team-a",
                ACCEPTED,
                ACCEPTED.plusSeconds(600),
                "fast",
                Map.of(),
                false,
                RequestHold.NONE,
                new Settlement(
                        CallOutcome.COMPLETE,
                        "openai",
                        "gpt-4o",
                        Usage.of(10, 5),
                        false,
                        new Cost.Priced(1234, 1234, "2026-11"),
                        List.of(),
                        300L,
                        900,
                        content));
    }
}
