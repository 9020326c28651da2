package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.jobs.RollUpJob;
import dev.tollgate.openai.Usage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares records as the gateway writes them with exports as providers write them. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class ReconcileLifeTest {
    private static final String OPENAI =
            "start_time,num_model_requests,model,input_tokens,output_tokens,input_cached_tokens\n";

    /** Midnight of 1 November 2026. */
    private static final long FIRST = 1_793_491_200;

    private static final long SECOND = FIRST + 86_400;

    @TempDir
    Path folder;

    @Inject
    Instance<CommandLineFactory> commands;

    @Inject
    UsageLedger usageLedger;

    @Inject
    RollUpJob rollUp;

    /** Writes the same records each time, which has no effect after the first time. */
    @BeforeEach
    void records() {
        if (!Typed.in(commands.get(), "keys", "list").out().contains("reader")) {
            Typed.in(commands.get(), "keys", "create", "reader");
        }
        write("reader", "2026-11-01T00:00:00Z", openai("gpt-4o-mini", 100, 20, priced(1_000)));
        // One of the two attempts has another provider.
        write(
                "reader",
                "2026-11-01T12:00:00Z",
                new Attempt(
                        "deepseek",
                        "deepseek-chat",
                        AttemptPurpose.RESPOND,
                        "upstream_failed",
                        9,
                        usage(70, 0),
                        true,
                        priced(7)),
                openai("gpt-4o-mini", 50, 5, priced(500)));
        write("reader", "2026-11-02T23:59:59.999Z", openai("gpt-4o-mini", 10, 1, new Cost.Unpriced()));
        write("reader", "2026-11-02T10:00:00Z", failed());
        usageLedger.writePending(record("reader", "2026-11-02T11:00:00Z"));
        write("reader", "2026-11-20T00:00:00Z", openai("gpt-4o-mini", 1, 1, priced(11)));
        // This key is deleted, but still in the roll-ups.
        write("gone", "2026-11-02T09:00:00Z", openai("text-embedding-3-small", 30, 0, priced(3)));
        rollUp.again("gone", LocalDate.parse("2026-11-02"));
    }

    @Test
    void withoutDifferencesOnlyTheTotalsAreShown() {
        Typed equal = reconcile(OPENAI
                + FIRST + ",2,gpt-4o-mini-2024-07-18,150,25,0\n"
                + SECOND + ",1,gpt-4o-mini-2024-07-18,10,1,0\n"
                + SECOND + ",1,text-embedding-3-small,30,0,0\n");

        assertThat(equal.text()).isEqualTo("""
                openai against FILE, OpenAI's usage, from 2026-11-01T00:00:00Z until 2026-11-03T00:00:00Z
                DAY    MODEL            OURS  THEIRS  DIFFERENCE      %  IN OURS
                total         requests     4       4           0  +0.00  1 unpriced, 1 uncounted, 1 over midnight
                total         input      190     190           0  +0.00
                total         cached       0       0           0
                total         output      26      26           0  +0.00
                Nothing differs in 3 groups.
                Compared as one model: gpt-4o-mini, gpt-4o-mini-2024-07-18.
                1 request still in progress: the provider is not known yet.
                1 request outside this period, in the same months: 0.000011 dollars.
                """);
    }

    @Test
    void differencesAreShownMeasureByMeasure() {
        Typed differing = reconcile(OPENAI
                + FIRST + ",3,gpt-4o-mini-2024-07-18,250,25,0\n"
                + SECOND + ",1,gpt-4o-mini-2024-07-18,10,1,0\n"
                + SECOND + ",2,o3,40,4,0\n");

        assertThat(differing.status()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(differing.out()).contains("""
                DAY         MODEL                             OURS  THEIRS  DIFFERENCE        %  IN OURS
                2026-11-01  gpt-4o-mini             requests     2       3          +1   +33.33
                2026-11-01  gpt-4o-mini             input      150     250        +100   +40.00
                2026-11-02  o3                      requests     0       2          +2  +100.00
                2026-11-02  o3                      input        0      40         +40  +100.00
                2026-11-02  o3                      output       0       4          +4  +100.00
                2026-11-02  text-embedding-3-small  requests     1       0          -1
                2026-11-02  text-embedding-3-small  input       30       0         -30
                total                               requests     4       6          +2   +33.33  1 unpriced, 1 uncounted, 1 over midnight
                total                               input      190     300        +110   +36.67
                total                               cached       0       0           0
                total                               output      26      30          +4   +13.33
                3 of 4 groups differ.
                """);
    }

    @Test
    void csvAndJsonHaveTheExactNumbers() {
        String export = "usage_date_utc,model,cost_usd\n2026-11-01,GPT 4o mini,0.0025001\n";

        Typed json = reconcile(export, "--json");
        Typed csv = reconcile(export, "--csv");

        assertThat(json.status()).isEqualTo(ExitCode.DIFFERENT);
        JsonNode line = json.json().get("differing").get(0);
        assertThat(line.get("difference")).hasToString("{\"cost_micros\":1000.1}");
        assertThat(line.get("ours").get("cost_micros").asLong()).isEqualTo(1500);
        assertThat(csv.out()).isEqualTo("""
                day,model,measure,ours,theirs,difference,counted,estimated,unpriced,uncounted,over_midnight
                2026-11-01,gpt-4o-mini,cost,0.001500,0.0025001,0.0010001,2,0,0,0,0
                """);
    }

    /** Each of our two costs is rounded to a micro-dollar. */
    @Test
    void aDifferenceWithinOurRoundingIsNone() {
        String head = "usage_date_utc,cost_usd\n2026-11-01,";

        assertThat(reconcile(head + "0.001501\n").status()).isEqualTo(ExitCode.DONE);
        assertThat(reconcile(head + "0.0015011\n").status()).isEqualTo(ExitCode.DIFFERENT);
    }

    @Test
    void aToleranceIsAPercentageOfTheProvidersAmount() {
        String export = "usage_date_utc,cost_usd\n2026-11-01,0.002\n";

        assertThat(reconcile(export, "--tolerance", "25").status()).isEqualTo(ExitCode.DONE);
        assertThat(reconcile(export, "--tolerance", "24.9").status()).isEqualTo(ExitCode.DIFFERENT);
    }

    @Test
    void anExportWithoutDaysNeedsAPeriod() {
        String export = "Name,Tokens in\ngpt-4o-mini,100\n";
        String[] columns = {"--column", "model=Name,input=Tokens in"};

        assertThat(reconcile(export, columns).err()).contains("has no days: specify --from and --to");
        assertThat(reconcile(export, with(columns, "--from", "2026-11-01", "--to", "2026-11-01T11:00:00Z"))
                        .status())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void aPeriodExcludesOtherDaysOnBothSides() {
        String export = OPENAI + FIRST + ",2,gpt-4o-mini,150,25,0\n" + SECOND + ",99,gpt-4o-mini,9,9,0\n";

        assertThat(reconcile(export, "--to", "2026-11-02").status()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void invalidOptionsAreReported() throws IOException {
        String export = "usage_date_utc,cost_usd\n2026-11-01,0.002\n";

        assertThat(reconcile(export, "--tolerance", "-1").status()).isEqualTo(ExitCode.USAGE);
        assertThat(reconcile(export, "--tolerance", "1E999999999").err())
                .startsWith("--tolerance: expected 0 to 100, got 1E+999999999");
        assertThat(reconcile(export, "--csv", "--json").status()).isEqualTo(ExitCode.USAGE);
        assertThat(reconcile(export, "--from", "9998-01-01", "--to", "9999-01-01")
                        .err())
                .startsWith("--from: expected a time in the past");
        assertThat(reconcile(export, "--column", "colour=Red").err()).startsWith("--column: expected FIELD=COLUMN");
        assertThat(reconcile(export, "--from", "2026-11-01T07:00:00Z").err())
                .startsWith("--from: expected a whole day");
        assertThat(reconcile(export, "--to", "2026-11-01").err()).startsWith("--to: expected a time after");
        assertThat(reconcile("a,b\n1,2\n").status()).isEqualTo(ExitCode.FAILED);
        Path file = Files.writeString(folder.resolve("export.csv"), export);
        assertThat(Typed.in(commands.get(), "reconcile", file.toString(), "--provider", "openia")
                        .err())
                .startsWith(
                        "The provider openia is neither in the config table nor in the usage records of this period.");
    }

    private Typed reconcile(String export, String... more) {
        Path file = folder.resolve("export.csv");
        try {
            Files.writeString(file, export);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        Typed typed = Typed.in(
                commands.get(), with(new String[] {"reconcile", file.toString(), "--provider", "openai"}, more));
        return new Typed(typed.status(), typed.out().replace(file.toString(), "FILE"), typed.err());
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(some));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private void write(String key, String at, Attempt... attempts) {
        Attempt last = attempts[attempts.length - 1];
        Usage sum = Arrays.stream(attempts).map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
        usageLedger.settle(record(key, at)
                .settled(new Settlement(
                        CallOutcome.COMPLETE,
                        last.provider(),
                        last.model(),
                        sum,
                        false,
                        last.cost(),
                        List.of(attempts),
                        null,
                        5)));
    }

    private static Attempt openai(String model, long prompt, long completion, Cost cost) {
        return new Attempt("openai", model, AttemptPurpose.RESPOND, null, 5, usage(prompt, completion), false, cost);
    }

    private static Attempt failed() {
        return new Attempt(
                "openai",
                "gpt-4o-mini",
                AttemptPurpose.RESPOND,
                "upstream_timeout",
                5,
                Usage.NONE,
                false,
                Cost.Priced.NOTHING);
    }

    private static Usage usage(long prompt, long completion) {
        return Usage.of(prompt, completion);
    }

    /** The charge includes a markup, which a provider does not bill. */
    private static Cost priced(long micros) {
        return new Cost.Priced(micros, micros * 2, "v1");
    }

    private static UsageRecord record(String key, String at) {
        Instant accepted = Instant.parse(at);
        return new UsageRecord(
                "req-" + at, key, accepted, accepted.plusSeconds(60), "smart", Map.of(), false, RequestHold.NONE, null);
    }
}
