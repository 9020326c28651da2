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
import dev.tollgate.openai.Usage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads usage records as the gateway writes them, and says what they cost on Lambda. */
@QuarkusTest
@WithTestResource(LocalDynamo.class)
class CostLifeTest {
    @Inject
    Instance<CommandLineFactory> commands;

    @Inject
    UsageLedger usageLedger;

    /** 40 requests of 20,000 seconds each, so that cents are visible. */
    @BeforeEach
    void records() {
        if (!Typed.in(commands.get(), "keys", "list").out().contains("payer")) {
            Typed.in(commands.get(), "keys", "create", "payer");
        }
        IntStream.range(0, 40).forEach(this::write);
    }

    @Test
    void aTableShowsEachSizeAndEndpoint() {
        assertThat(Typed.in(commands.get(), "cost", "--month", "2026-10").text())
                .isEqualTo("""
                2026-10: 40 requests of 20000.0 s on average, 400,000,000 prompt tokens, 4,000,000 completion tokens
                 MEMORY  REST $  URL $  HTTP $
                 128 MB    1.57   1.57    1.57
                 192 MB    2.23   2.23    2.23
                 256 MB    2.90   2.90    2.90
                 512 MB    5.57   5.57    5.57
                1024 MB   10.90  10.90   10.90
                1769 MB   18.66  18.66   18.66
                AWS' list prices of 2026-11-23, US East (N. Virginia), on arm64. Less memory means less processor: a function of 128 MB adds more time.
                """);
    }

    @Test
    void jsonAndCsvHaveTheParts() {
        JsonNode costs = Typed.in(commands.get(), "cost", "--month", "2026-10", "--architecture", "x86_64", "--json")
                .json();

        assertThat(costs.get("seconds").asDouble()).isEqualTo(800_000);
        assertThat(costs.get("costs").get(3).get("memory_mb").asInt()).isEqualTo(512);
        assertThat(costs.get("costs").get(3).get("time_usd").asDouble()).isEqualTo(400_000 * 0.0000166667);
        assertThat(Typed.in(commands.get(), "cost", "--month", "2026-10", "--csv")
                        .text())
                .startsWith("endpoint,memory_mb,part,cost_usd\nrest,128,endpoint,0.00\n")
                .contains("\nurl,256,time,2.67\n");
    }

    @Test
    void aMonthWithoutRequestsCostsNothing() {
        assertThat(Typed.in(commands.get(), "cost", "--month", "2025-01").text())
                .startsWith("2025-01: 0 requests of 0.0 s on average")
                .contains(" 128 MB    0.00");
    }

    @Test
    void anOptionThatCannotBeReadIsNamed() {
        assertThat(Typed.in(commands.get(), "cost", "--month", "November"))
                .satisfies(typed -> assertThat(typed.status()).isEqualTo(ExitCode.USAGE))
                .satisfies(typed -> assertThat(typed.err())
                        .contains("--month: expected a month such as 2026-11, from 2000 to 9999, got November"));
        assertThat(Typed.in(commands.get(), "cost", "--architecture", "vax").err())
                .contains("vax");
    }

    private void write(int number) {
        Instant accepted = Instant.parse("2026-10-05T00:00:00Z").plusSeconds(number);
        Usage usage = Usage.of(10_000_000, 100_000);
        Attempt attempt =
                new Attempt("openai", "gpt-4o", AttemptPurpose.RESPOND, null, 9, usage, false, new Cost.Unpriced());
        usageLedger.settle(new UsageRecord(
                        "req-" + number,
                        "payer",
                        accepted,
                        accepted.plusSeconds(60),
                        "smart",
                        Map.of(),
                        true,
                        RequestHold.NONE,
                        null)
                .settled(new Settlement(
                        CallOutcome.COMPLETE,
                        "openai",
                        "gpt-4o",
                        usage,
                        false,
                        new Cost.Unpriced(),
                        List.of(attempt),
                        null,
                        20_000_000)));
    }
}
