package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.bill.UsageFold;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.openai.ChatFailure;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums as callers get them. */
final class UsageTableTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    @Test
    void unlessSaidOtherwiseItIsTheMonthSoFarInOneSum() {
        UsageQuery query = UsageQuery.of(null, null, null, TODAY);

        assertThat(table(query).json())
                .hasToString("{\"object\":\"usage\",\"from\":\"2026-11-01\",\"to\":\"2026-11-25\"," + "\"data\":[{"
                        + NUMBERS_OF_BOTH + "}],\"total\":{" + NUMBERS_OF_BOTH + "}}");
    }

    @Test
    void valuesThatASpreadsheetWouldRunOrSplitAreMadeHarmless() {
        UsageQuery query = UsageQuery.of("2026-11-24", "2026-11-25", "alias, day", TODAY);

        assertThat(table(query).csv().lines().map(line -> line.substring(0, Math.min(28, line.length()))))
                .containsExactly(
                        "alias,day,requests,pending_r",
                        "'=1+1,2026-11-24,1,0,0,0,0,0",
                        "\"a, \"\"b\"\"\",2026-11-25,1,0,0,0".substring(0, 28));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "yesterday, -, -, from",
                "-, 2026-13-01, -, to",
                "2026-11-25, 2026-11-24, -, to",
                "2024-01-01, 2026-01-01, -, from",
                "-, -, colour, group_by",
                "-, -, tag:, group_by"
            })
    void whatCannotBeReadIsRefusedByName(String from, String to, String groupBy, String param) {
        assertThatExceptionOfType(ChatFailure.class)
                .isThrownBy(() -> UsageQuery.of(from, to, groupBy, TODAY))
                .satisfies(failure -> assertThat(failure.param()).isEqualTo(param));
    }

    private static final String NUMBERS_OF_BOTH = "\"requests\":2,\"pending_requests\":0,\"abandoned_requests\":0,"
            + "\"failed_requests\":0,\"estimated_requests\":0,\"unpriced_requests\":0,\"prompt_tokens\":20,\"cached_tokens\":0,"
            + "\"cache_write_tokens\":0,\"completion_tokens\":10,\"reasoning_tokens\":0,\"total_tokens\":30,"
            + "\"charge_micros\":240";

    private static UsageTable table(UsageQuery query) {
        UsageFold fold = new UsageFold(query.groups());
        fold.add(line("=1+1", "2026-11-24"));
        fold.add(line("a, \"b\"", "2026-11-25"));
        return new UsageTable(query, fold);
    }

    private static UsageLine line(String alias, String day) {
        return new UsageLine(
                new UsageLine.Kind(LocalDate.parse(day), "key", alias, "p", "m", Map.of()),
                new UsageSum(1, 0, 0, 0, 0, 0, 10, 0, 0, 5, 0, 100, 120));
    }
}
