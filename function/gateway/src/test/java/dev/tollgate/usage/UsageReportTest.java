package dev.tollgate.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.auth.ApiKeyAuthenticator;
import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.InMemoryKeys;
import dev.tollgate.fake.InMemoryTeams;
import dev.tollgate.fake.InMemoryUsageRecords;
import dev.tollgate.fake.NoTokenCallers;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.InMemoryRateLimiter;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ServerToolUse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A query reads no more than it may, however many requests a key has sent. */
class UsageReportTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    private final SteppingClock clock = new SteppingClock(NOW);
    private final InMemoryKeys keys = new InMemoryKeys();
    private final InMemoryUsageRecords records = new InMemoryUsageRecords(clock);
    private final String authorization = "Bearer " + keys.open("busy");

    @Test
    void asManyRecordsAsItMayAreSummedUp() {
        requests(3);

        assertThat(report(3)
                        .of(authorization)
                        .over(DateRange.of(TODAY), List.of())
                        .total()
                        .requests())
                .isEqualTo(3);
    }

    @Test
    void moreAreRefusedAndNotReadToTheirEnd() {
        requests(100);

        GatewayException refusal = catchThrowableOfType(
                GatewayException.class, () -> report(3).of(authorization).over(DateRange.of(TODAY), List.of()));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.INVALID_VALUE);
        assertThat(refusal.param()).isEqualTo("to");
        assertThat(refusal).hasMessageContaining("more than 3 records");
        assertThat(records.recordsRead()).isEqualTo(4);
    }

    private void requests(int count) {
        UsageLine line = new UsageLine(
                new UsageLine.Dimensions(TODAY, "busy", "a", "p", "m", Map.of()),
                new UsageSum(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ServerToolUse.NONE, 0, 0));
        for (int i = 0; i < count; i++) {
            records.add(NOW, line);
        }
    }

    private UsageReport report(int maxRecords) {
        return new UsageReport(
                new ApiKeyAuthenticator(keys, new NoTokenCallers(), new InMemoryTeams(), clock),
                new UsageHistory(records),
                records,
                new InMemoryRateLimiter(clock),
                GatewayConfigs.with(Map.of("tollgate.usage.max-records", String.valueOf(maxRecords))),
                clock);
    }
}
