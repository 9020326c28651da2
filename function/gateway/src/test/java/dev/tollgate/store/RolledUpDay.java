package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ServerToolUse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The last roll-up of a day that was rolled up before: one kind has grown, one is new and one is no more. */
final class RolledUpDay implements StoreOperation {
    private static final LocalDate DAY = LocalDate.parse("2040-01-01");

    private final LocalTables tables;
    private final String key = UUID.randomUUID().toString();
    private final SteppingClock clock = new SteppingClock(Instant.parse("2040-01-01T23:00:00Z"));
    private final List<UsageLine> last = List.of(line("grown", 3), line("new", 1));

    RolledUpDay(LocalTables tables) {
        this.tables = tables;
        rollUps(tables.client()).store(key, DAY, List.of(line("grown", 2), line("gone", 1)));
        clock.pass(Duration.ofHours(2));
    }

    @Override
    public void run(DynamoDbClient client, StepOutcomes tries) {
        tries.run(() -> rollUps(client).store(key, DAY, last));
        tries.get(() -> usage(client).rollUps(key, DateRange.of(DAY))).ifPresent(this::requireAllOrNothing);
    }

    /** Where there is nothing, the records are read instead. */
    private void requireAllOrNothing(List<UsageLine> read) {
        if (!read.isEmpty()) {
            assertThat(read).containsExactlyInAnyOrderElementsOf(last);
        }
    }

    @Override
    public void check(StepOutcomes tries) {
        requireAllOrNothing(usage(tables.client()).rollUps(key, DateRange.of(DAY)));
        clock.pass(Duration.ofHours(1));
        rollUps(tables.client()).store(key, DAY, last);
        assertThat(usage(tables.client()).rollUps(key, DateRange.of(DAY))).containsExactlyInAnyOrderElementsOf(last);
    }

    private DynamoRollUps rollUps(DynamoDbClient client) {
        DynamoKeyRegister register = new DynamoKeyRegister(
                new ConfigTable(client, tables.config()), new AuditedTable(client, tables.config()), clock);
        return new DynamoRollUps(
                client, register, new DynamoCallerRegister(client, tables.config()), tables.config(), clock);
    }

    private DynamoUsageRecords usage(DynamoDbClient client) {
        return new DynamoUsageRecords(client, tables.config());
    }

    private UsageLine line(String model, long requests) {
        return new UsageLine(
                new UsageLine.Dimensions(DAY, key, "fast", "p", model, Map.of()),
                new UsageSum(requests, 0, 1, 2, 3, 4, 50, 6, 7, 0, 80, 9, ServerToolUse.NONE, 1_000, 1_100));
    }
}
