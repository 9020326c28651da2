package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.metering.BudgetPeriods;
import dev.tollgate.openai.Usage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows budgets after the gateway's requests. They are totals, so that no period can end during the test. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class BudgetsLifeTest {
    private static final String FILE = """
            keys:
              team-a:
                secret: sk-the-teams-own
                tags: { team: search }
                budgets:
                  - { usd: 10, per: total, shards: 4 }
                  - { usd: 100, per: month, hard: false }
              team-b: { secret: sk-the-other-teams-own, tags: { team: "\\e[31mred" } }
            budgets:
              team=search: { usd: 0.000003, per: total, hard: false }
              "team=\\e[31mred": { usd: 7, per: total }
            """;

    @TempDir
    Path folder;

    @Inject
    Instance<CommandLineFactory> commands;

    @Inject
    UsageLedger usageLedger;

    @Inject
    Clock clock;

    /** Requests choose shards at random. All eight choose the same shard in one of 16,384 runs, which does no harm. */
    @Test
    void theSpentReservedAndRemainingAmountsAreSumsOverAllShards() throws IOException {
        assertThat(type("budgets")).isEqualTo(new Typed(0, head(), "There are no budgets.\n"));
        Path file = Files.writeString(folder.resolve("t.yaml"), FILE);
        type("apply", file.toString());
        Budget total = budget(4, true, "10");
        Budget soft = budget(1, false, "0.000003");
        BudgetReservation budgetReservation = new BudgetReservation(
                List.of(
                        BudgetPeriods.of(BudgetOwner.key("team-a"), total, clock.instant()),
                        BudgetPeriods.of(BudgetOwner.team("search"), soft, clock.instant())),
                300_000);
        for (int request = 0; request < 8; request++) {
            UsageRecord opened = usageLedger.reserve(pending(), budgetReservation);
            if (request > 0) {
                usageLedger.settle(settled(opened, 100_000));
            }
        }

        Typed budgets = type("budgets", "--key", "team-a");

        assertThat(budgets.text().replace('█', '#').replaceAll("20..-..-01T", "MONTH-T"))
                .isEqualTo("""
                WHOSE        PER    KIND     LIMIT $   SPENT $  SET ASIDE $      LEFT $    USED %                        RENEWS
                key team-a   total  hard   10.000000  0.700000     0.300000    9.000000        10  ##                    never
                key team-a   month  soft  100.000000  0.000000     0.000000  100.000000         0                        MONTH-T00:00:00Z
                team=search  total  soft    0.000003  0.700000     0.300000    0.000000  33333333  ####################  never
                """);
        assertThat(type("budgets").text())
                .contains("team=\\u001b[31mred  total  hard")
                .doesNotContain("\u001b");
        JsonNode first = type("budgets", "--json").json().get("budgets").get(0);
        assertThat(first)
                .hasToString("{\"whose\":\"key team-a\",\"per\":\"total\",\"kind\":\"hard\",\"limit_micros\":10000000,"
                        + "\"spent_micros\":700000,\"set_aside_micros\":300000,\"left_micros\":9000000,"
                        + "\"used_percent\":10,\"renews\":null}");
        assertThat(type("budgets", "--csv", "--key", "team-b").text()).isEqualTo("""
                whose,per,kind,renews,limit_usd,spent_usd,set_aside_usd,left_usd,used_percent
                team=\u001b[31mred,total,hard,,7.000000,0.000000,0.000000,7.000000,0
                """);
        assertThat(type("budgets", "--key", "nobody").err()).startsWith("There is no key nobody.");
        assertThat(type("budgets", "--csv", "--json").status()).isEqualTo(ExitCode.USAGE);
        increase();
    }

    private void increase() {
        String[] more = {"--team", "search", "--per", "total", "--usd", "5", "--until", "2999-01-01", "--reason", "r"};
        assertThat(type(Stream.concat(Stream.of("budgets", "increase"), Stream.of(more))
                                .toArray(String[]::new))
                        .err())
                .contains("until");
        String until = clock.instant()
                .plus(9, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        more[7] = until;
        assertThat(type(Stream.concat(Stream.of("budgets", "increase"), Stream.of(more))
                        .toArray(String[]::new)))
                .isEqualTo(new Typed(
                        0, "The budget of team=search per total is larger by 5.000000 USD until " + until + ".\n", ""));
        assertThat(type("budgets", "--key", "team-a").text())
                .contains("  5.000003  ")
                .contains("The limit of team=search per total includes 5.000000 USD until " + until + ": r\n");
        assertThat(type("budgets", "increase", "--team", "search", "--per", "total", "--end")
                        .text())
                .isEqualTo("The budget of team=search per total is as large as before.\n");
        assertThat(type("budgets", "increase", "--team", "search", "--end").err())
                .startsWith("The budget of team=search per month has no increase.");
        assertThat(type("budgets", "increase", "--end").status()).isEqualTo(ExitCode.USAGE);
    }

    private Typed type(String... arguments) {
        return Typed.in(commands.get(), arguments);
    }

    private static String head() {
        return "WHOSE  PER  KIND  LIMIT $  SPENT $  SET ASIDE $  LEFT $  USED %    RENEWS\n";
    }

    private static Budget budget(int shards, boolean hard, String usd) {
        return new Budget(new BigDecimal(usd), Budget.Per.TOTAL, ZoneId.of("UTC"), hard, shards);
    }

    private UsageRecord pending() {
        Instant now = clock.instant();
        return new UsageRecord(
                UUID.randomUUID().toString(),
                "team-a",
                now,
                now.plusSeconds(60),
                "smart",
                Map.of("team", "search"),
                false,
                RequestHold.NONE,
                null);
    }

    private static UsageRecord settled(UsageRecord opened, long micros) {
        return opened.settled(new Settlement(
                CallOutcome.COMPLETE,
                "openai",
                "gpt-4o",
                Usage.of(1, 1),
                false,
                new Cost.Priced(micros, "v1"),
                List.of(),
                null,
                5));
    }
}
