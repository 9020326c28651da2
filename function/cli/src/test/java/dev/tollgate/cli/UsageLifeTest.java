package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.Usage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads usage records as the gateway writes them, and adds them up. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class UsageLifeTest {
    private static final String[] OCTOBER_TO_NOVEMBER = {"--from", "2026-10-01", "--to", "2026-12-01"};

    @Inject
    Instance<CommandLineFactory> commands;

    @Inject
    UsageLedger usageLedger;

    /** Writes the same records each time, which has no effect after the first time. */
    @BeforeEach
    void records() {
        write("reader", "2026-10-31T23:59:59.999Z", new Cost.Priced(1_250_000, "v1"));
        write("reader", "2026-11-01T00:00:00Z", new Cost.Priced(3_750_001, "v1"));
        write("reader", "2026-11-02T12:00:00Z", new Cost.Unpriced());
        write("writer, first", "2026-11-02T12:00:00Z", new Cost.Priced(500_000, 600_000, "v1"));
        usageLedger.writePending(record("reader", "2026-11-03T00:00:00Z"));
        write("reader", "2026-12-01T00:00:00Z", new Cost.Priced(9_000_000, "v1"));
    }

    @Test
    void aTableShowsGroupsWithBarsAndTheRequestsOutsideTheSum() {
        Typed usage = usage("--group-by", "day", "--key", "reader");

        assertThat(usage.text().replace('█', '#')).isEqualTo("""
                DAY         REQUESTS  PROMPT  COMPLETION  UNPRICED  PENDING    COST $
                2026-10-31         1     100          20         0        0  1.250000  #######
                2026-11-01         1     100          20         0        0  3.750001  ####################
                2026-11-02         1     100          20         1        0
                2026-11-03         1       0           0         0        1
                total              4     300          60         1        1  5.000001
                1 request without a known price: their cost is not in the sum.
                1 request still in progress: their tokens and cost are not in the sum.
                """);
    }

    @Test
    void theChargeIsShownIfItDiffersFromTheCost() {
        assertThat(usage("--key", "writer, first").text().replace('█', '#')).isEqualTo("""
                KEY            REQUESTS  PROMPT  COMPLETION    COST $  CHARGE $
                writer, first         1     100          20  0.500000  0.600000  ####################
                total                 1     100          20  0.500000  0.600000
                """);
    }

    @Test
    void jsonHoldsTheExactNumbers() {
        Typed usage = usage("--group-by", "tag:team,model", "--key", "reader", "--key", "writer, first", "--json");

        assertThat(usage.json().get("total").get("cost_micros").asLong()).isEqualTo(5_500_001);
        assertThat(usage.json().get("total").get("charge_micros").asLong()).isEqualTo(5_600_001);
        assertThat(usage.json().get("groups").get(0).get("tag:team").asText()).isEqualTo("reader's");
        assertThat(usage.json().get("groups").get(0).get("model").asText()).isEqualTo("openai/gpt-4o");
        assertThat(usage.json().get("from").asText()).isEqualTo("2026-10-01T00:00:00Z");
    }

    @Test
    void csvHasAllColumnsAndQuotesWhatNeedsIt() {
        assertThat(usage("--csv", "--group-by", "key", "--key", "writer, first").text())
                .isEqualTo("""
                key,requests,failed_requests,prompt_tokens,cached_tokens,cache_write_tokens,cache_write_1h_tokens,\
                completion_tokens,reasoning_tokens,web_searches,code_executions,file_searches,map_searches,tool_images,images,audio_seconds,characters,searches,cache_hits,cache_misses,cache_hit_percent,estimated_requests,unpriced_requests,pending_requests,abandoned_requests,saved_usd,cost_usd,charge_usd
                "writer, first",1,0,100,0,0,0,20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0.000000,0.500000,0.600000
                total,1,0,100,0,0,0,20,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0.000000,0.500000,0.600000
                """);
    }

    @Test
    void aWholeMonthIsNamedByItself() {
        Typed usage = Typed.in(commands.get(), "usage", "--key", "reader", "--month", "2026-11", "--json");

        assertThat(usage.json().get("from").asText()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(usage.json().get("to").asText()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(usage.json().get("total").get("cost_micros").asLong()).isEqualTo(3_750_001);
        assertThat(Typed.in(commands.get(), "usage", "--month", "2026-11", "--to", "2026-12-01")
                        .err())
                .startsWith("--month: expected it without --from and --to");
        assertThat(Typed.in(commands.get(), "usage", "--month", "november").err())
                .startsWith("--month: expected a month such as 2026-11");
    }

    @Test
    void aMonthBecomesAnInvoiceForEachTeam(@TempDir Path folder) throws IOException {
        Typed.in(commands.get(), "keys", "create", "reader");
        Typed.in(commands.get(), "keys", "create", "writer, first");

        Typed invoice = Typed.in(commands.get(), "invoice", "--month", "2026-11", "--dir", folder.toString());

        assertThat(invoice.status()).isEqualTo(ExitCode.DONE);
        String readers = "invoice-2026-11-team-reader_27_s";
        assertThat(invoice.out()).contains(readers + ".html: reader's, 3.750001 $");
        assertThat(folder.resolve(readers + ".html"))
                .content()
                .contains("<h1>Team reader&#39;s</h1>", "November 2026", "<td class=\"number\">3.750001</td>")
                .contains("1 requests without a known price are not in the charge.");
        assertThat(folder.resolve(readers + ".csv")).content().isEqualTo("""
                month,team,key,model,requests,unpriced_requests,prompt_tokens,completion_tokens,cost_usd,charge_usd
                2026-11,reader's,reader,openai/gpt-4o,2,1,200,40,3.750001,3.750001
                2026-11,reader's,reader,,1,0,0,0,,
                2026-11,reader's,total,,3,1,200,40,3.750001,3.750001
                """);
        assertThat(Typed.in(commands.get(), "invoice", "--month", "2020-01", "--dir", folder.toString())
                        .err())
                .isEqualTo("Nothing was used in 2020-01.\n");
    }

    @Test
    void withoutAKeyAllKeysOfTheTableAreRead() {
        Typed.in(commands.get(), "keys", "create", "reader");

        assertThat(usage("--json").json().get("total").get("cost_micros").asLong())
                .isEqualTo(5_000_001);
    }

    @Test
    void invalidOptionsAreReported() {
        assertThat(usage("--group-by", "colour").err())
                .startsWith(
                        "--group-by: expected alias, day, key, model, month, provider, team or tag:NAME, got colour");
        assertThat(Typed.in(commands.get(), "usage", "--from", "2026-11-02", "--to", "2026-11-01")
                        .status())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Typed.in(commands.get(), "usage", "--from", "yesterday").err())
                .startsWith("--from: expected a date");
    }

    /** Each month costs a request, so future months must not be read. */
    @Test
    void futureMonthsAreNotReadAndInvalidPeriodsAreReported() {
        assertThat(Typed.in(commands.get(), "usage", "--from", "2026-11-01", "--to", "9999-12-31", "--key", "reader")
                        .out())
                .contains("total");
        assertThat(Typed.in(commands.get(), "usage", "--to", "+999999999-12-31").err())
                .startsWith("--to: expected a date such as 2026-11-01 or 2026-11-01T12:00:00Z, got +999999999-12-31");
        assertThat(Typed.in(commands.get(), "usage", "--from", "0026-11-01").status())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Typed.in(commands.get(), "usage", "--from", "9998-01-01", "--to", "9999-01-01")
                        .err())
                .startsWith("--from: expected a time in the past, got 9998-01-01T00:00:00Z");
    }

    @Test
    void twoFormatsAtOnceAreRejected() {
        Typed usage = usage("--csv", "--json");

        assertThat(usage.status()).isEqualTo(ExitCode.USAGE);
        assertThat(usage.err()).startsWith("--csv and --json: expected one of them, got both");
    }

    @Test
    void aNameThatACallerHasChosenIsEscapedForTheTerminal() {
        write("injected", "2026-11-02T12:00:00Z", new Cost.Priced(1, "v1"), "echo/\u001b[31mPWN\u0007\n");
        String[] byModel = {"--group-by", "model", "--key", "injected"};

        assertThat(usage(byModel).text())
                .contains("openai/echo/\\u001b[31mPWN\\u0007\\n ")
                .doesNotContain("\u001b", "\u0007");
        assertThat(usage("--json", "--group-by", "model", "--key", "injected")
                        .json()
                        .get("groups")
                        .get(0)
                        .get("model")
                        .asText())
                .isEqualTo("openai/echo/\u001b[31mPWN\u0007\n");
    }

    private Typed usage(String... arguments) {
        String[] all = new String[1 + OCTOBER_TO_NOVEMBER.length + arguments.length];
        all[0] = "usage";
        System.arraycopy(OCTOBER_TO_NOVEMBER, 0, all, 1, OCTOBER_TO_NOVEMBER.length);
        System.arraycopy(arguments, 0, all, 1 + OCTOBER_TO_NOVEMBER.length, arguments.length);
        return Typed.in(commands.get(), all);
    }

    private void write(String key, String at, Cost cost) {
        write(key, at, cost, "gpt-4o");
    }

    private void write(String key, String at, Cost cost, String model) {
        usageLedger.settle(record(key, at)
                .settled(new Settlement(
                        CallOutcome.COMPLETE, "openai", model, Usage.of(100, 20), false, cost, List.of(), null, 5)));
    }

    private static UsageRecord record(String key, String at) {
        Instant accepted = Instant.parse(at);
        return new UsageRecord(
                "req-" + at,
                key,
                accepted,
                accepted.plusSeconds(60),
                "smart",
                Map.of("team", key + "'s"),
                false,
                RequestHold.NONE,
                null);
    }
}
