package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.BilledRequest.State;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record that was written is read as it was meant. */
class RecordedRequestsTest {
    private static final Instant ACCEPTED = Instant.parse("2026-11-29T12:00:00.123456Z");
    private static final Instant MILLISECOND = Instant.parse("2026-11-29T12:00:00.123Z");

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-29T12:00:05Z"));
    private final DynamoUsageLedger ledger = new DynamoUsageLedger(tables.client(), tables.config(), clock);
    private final DynamoUsageRecords records = new DynamoUsageRecords(tables.client(), tables.config());

    @Test
    void aRequestIsFoundFirstPendingThenSettled() {
        UsageRecord pending = pending();
        ledger.writePending(pending);
        assertThat(records.find("ada", "req_1", MILLISECOND))
                .contains(new RecordedRequest("req_1", State.PENDING, MILLISECOND, null, "smart", true, null));

        UsageRecord.Settlement settlement = settlement();
        ledger.settle(pending.settled(settlement));

        assertThat(records.find("ada", "req_1", MILLISECOND))
                .contains(new RecordedRequest(
                        "req_1", State.SETTLED, MILLISECOND, clock.instant(), "smart", true, settlement));
    }

    @Test
    void anotherKeyOrTimeHasNoSuchRequest() {
        ledger.writePending(pending());

        assertThat(records.find("bob", "req_1", MILLISECOND)).isEmpty();
        assertThat(records.find("ada", "req_2", MILLISECOND)).isEmpty();
        assertThat(records.find("ada", "req_1", MILLISECOND.plusMillis(1))).isEmpty();
    }

    private static UsageRecord pending() {
        return new UsageRecord(
                "req_1",
                "ada",
                ACCEPTED,
                ACCEPTED.plusSeconds(600),
                "smart",
                Map.of("team", "t"),
                true,
                RequestHold.NONE,
                null);
    }

    private static UsageRecord.Settlement settlement() {
        Usage usage = new Usage(
                10,
                5,
                15,
                new Usage.PromptDetails(4L, 2L, 1L, null, Map.of()),
                new Usage.CompletionDetails(1L, null, null, null, Map.of()),
                Map.of());
        Cost cost = new Cost.Priced(100, 110, "own");
        UsageRecord.Attempt failed = new UsageRecord.Attempt(
                "p", "m", AttemptPurpose.RESPOND, "upstream_timeout", 60, nothing(), false, Cost.Priced.NOTHING);
        UsageRecord.Attempt answered =
                new UsageRecord.Attempt("q", "n", AttemptPurpose.RESPOND, null, 40, usage, true, cost);
        return new UsageRecord.Settlement(
                CallOutcome.COMPLETE, "q", "n", usage, true, cost, List.of(failed, answered), 70L, 100);
    }

    private static Usage nothing() {
        return new Usage(
                0,
                0,
                0,
                new Usage.PromptDetails(0L, 0L, 0L, null, Map.of()),
                new Usage.CompletionDetails(0L, null, null, null, Map.of()),
                Map.of());
    }
}
