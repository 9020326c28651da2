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
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Roll-ups on DynamoDB Local: what is kept is read back, where nothing can have been added since. */
final class DynamoRollUpsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-10-31");
    private static final DateRange DAYS = new DateRange(DAY.minusDays(40), DAY.plusDays(2));

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-10-31T23:00:00Z"));
    private final DynamoCallerRegister callers = new DynamoCallerRegister(tables.client(), tables.config());
    private final DynamoRollUps rollUps = new DynamoRollUps(
            tables.client(),
            new DynamoKeyRegister(
                    new ConfigTable(tables.client(), tables.config()),
                    new AuditedTable(tables.client(), tables.config()),
                    clock),
            callers,
            tables.config(),
            clock);
    private final DynamoUsageRecords usage = new DynamoUsageRecords(tables.client(), tables.config());

    /** No file and no item of the config table names them. */
    @Test
    void callersWithATokenAreRolledUpToo() {
        callers.seen("jwt:ada");
        callers.seen("jwt:ada");
        callers.seen("jwt:bob");
        assertThat(rollUps.keyIds()).containsExactly("jwt:ada", "jwt:bob");
    }

    @Test
    void aDayThatWasNotOverYetIsNoAnswer() {
        rollUps.store("a", DAY, List.of(line("m", 1)));
        assertThat(usage.rollUps("a", DAYS)).isEmpty();

        clock.pass(Duration.ofHours(2));
        rollUps.store("a", DAY, List.of(line("m", 2)));
        assertThat(usage.rollUps("a", DAYS)).containsExactly(line("m", 2));
    }

    @Test
    void whatIsKeptAgainTakesThePlaceOfAllThatWasThere() {
        clock.pass(Duration.ofHours(2));
        rollUps.store("a", DAY, List.of(line("m", 1), line("gone", 1)));
        clock.pass(Duration.ofHours(1));
        rollUps.store("a", DAY, List.of(line("m", 3), line("new", 1)));

        assertThat(usage.rollUps("a", DAYS)).containsExactlyInAnyOrder(line("m", 3), line("new", 1));
    }

    @Test
    void keysWhoseNamesBeginAlikeAreKeptApart() {
        clock.pass(Duration.ofHours(2));
        rollUps.store("a", DAY, List.of(line("m", 1)));

        assertThat(usage.rollUps("a#2026-10-31", DAYS)).isEmpty();
        assertThat(usage.rollUps("ab", DAYS)).isEmpty();
    }

    @Test
    void whatAnEarlierVersionKeptIsNoAnswer() {
        clock.pass(Duration.ofHours(2));
        rollUps.store("a", DAY, List.of(line("m", 1)));
        String table = tables.config().tables().usage();
        tables.client().scan(request -> request.tableName(table)).items().forEach(item -> tables.client()
                .updateItem(request -> request.tableName(table)
                        .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                        .updateExpression("REMOVE kinds")));

        assertThat(usage.rollUps("a", DAYS)).isEmpty();
    }

    @Test
    void howFarKeysAreIsNotedAndIsNoUsage() {
        rollUps.markFinal("a", DAY);
        rollUps.markFinal("b", DAY);
        rollUps.markFinal("a", DAY.plusDays(1));

        assertThat(rollUps.lastDays()).isEqualTo(Map.of("a", DAY.plusDays(1), "b", DAY));
        assertThat(usage.rollUps("a", DAYS)).isEmpty();
        assertThat(usage.rolledUpKeyIds(YearMonth.from(DAY))).isEmpty();
        List<UsageLine> records = new ArrayList<>();
        usage.read("a", DAYS.from(), DAYS.until(), records::add);
        assertThat(records).isEmpty();
    }

    private static UsageLine line(String model, long requests) {
        return new UsageLine(
                new UsageLine.Dimensions(DAY, "a", "fast", "p", model, Map.of("team", "search")),
                new UsageSum(requests, 0, 1, 2, 3, 4, 50, 6, 7, 0, 80, 9, ServerToolUse.NONE, 1_000, 1_100));
    }
}
