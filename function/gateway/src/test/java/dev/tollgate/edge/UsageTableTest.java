package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.bill.UsageAggregator;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ServerToolUse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums as callers get them. */
final class UsageTableTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    @Test
    void unlessSaidOtherwiseItIsTheMonthSoFarInOneSum() {
        UsageQuery query = UsageQuery.of(Map.of(), TODAY);

        assertThat(table(query).json())
                .hasToString("{\"object\":\"usage\",\"from\":\"2026-11-01\",\"to\":\"2026-11-25\"," + "\"data\":[{"
                        + NUMBERS_OF_BOTH + "}],\"total\":{" + NUMBERS_OF_BOTH + "}}");
    }

    @Test
    void valuesThatASpreadsheetWouldRunOrSplitAreMadeHarmless() {
        UsageQuery query = UsageQuery.of(
                Map.of(
                        "from", List.of("2026-11-24"),
                        "to", List.of("2026-11-25"),
                        "group_by", List.of("alias, day")),
                TODAY);

        assertThat(table(query).csv().lines().map(line -> line.substring(0, Math.min(28, line.length()))))
                .containsExactly(
                        "alias,day,requests,pending_r",
                        "'=1+1,2026-11-24,1,0,0,0,0,0",
                        "\"a, \"\"b\"\"\",2026-11-25,1,0,0,0".substring(0, 28));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@A1", "\t=1+1", "\r=1+1", "\n=1+1"})
    void whateverBeginsAFormulaGetsAnApostrophe(String alias) {
        UsageAggregator fold = new UsageAggregator(
                UsageQuery.of(query("group_by=alias"), TODAY).groups());
        fold.add(line(alias, "2026-11-24"));

        assertThat(new UsageTable(UsageQuery.of(query("group_by=alias"), TODAY), fold).csv())
                .containsPattern("\r\n\"?'");
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from",
        "to=2026-13-01, to",
        "to=9999-12-31, to",
        "to=+999999999-12-31, to",
        "from=1999-12-31&to=2000-01-02, from",
        "from=2026-11-25&to=2026-11-24, to",
        "from=2026-11-26, from",
        "from=2024-01-01&to=2026-01-01, from",
        "from=2025-10-21, from",
        "from=2026-11-01&from=2026-10-01, from",
        "group_by=colour, group_by",
        "group_by=tag:, group_by",
        "'group_by=day,model, day', group_by",
        "format=xml, format",
        "format=CSV, format",
        "group-by=day, group-by"
    })
    void whatCannotBeReadIsRefusedByName(String query, String param) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> UsageQuery.of(query(query), TODAY))
                .satisfies(failure -> assertThat(failure.param()).isEqualTo(param))
                .withMessageContaining("'" + param + "': expected ");
    }

    @Test
    void aMisspeltParameterIsToldTheKnownOnes() {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> UsageQuery.of(query("group-by=day"), TODAY))
                .withMessage("Unknown parameter 'group-by': expected from, to, group_by, format.");
    }

    @Test
    void fourHundredDaysAreNotTooMany() {
        assertThat(UsageQuery.of(query("from=2025-10-22"), TODAY).days().count())
                .isEqualTo(400);
    }

    private static Map<String, List<String>> query(String text) {
        return Arrays.stream(text.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.groupingBy(
                        field -> field[0], Collectors.mapping(field -> field[1], Collectors.toList())));
    }

    private static final String NUMBERS_OF_BOTH = "\"requests\":2,\"pending_requests\":0,\"abandoned_requests\":0,"
            + "\"failed_requests\":0,\"estimated_requests\":0,\"unpriced_requests\":0,\"prompt_tokens\":20,\"cached_tokens\":0,"
            + "\"cache_write_tokens\":0,\"cache_write_1h_tokens\":0,\"completion_tokens\":10,\"reasoning_tokens\":0,"
            + "\"total_tokens\":30,\"web_searches\":0,\"code_executions\":0,"
            + "\"file_searches\":0,\"map_searches\":0,\"tool_images\":0,\"images\":0,\"audio_seconds\":0,\"characters\":0,"
            + "\"searches\":0,\"cache_hits\":0,\"cache_misses\":0,"
            + "\"charge_micros\":240";

    private static UsageTable table(UsageQuery query) {
        UsageAggregator fold = new UsageAggregator(query.groups());
        fold.add(line("=1+1", "2026-11-24"));
        fold.add(line("a, \"b\"", "2026-11-25"));
        return new UsageTable(query, fold);
    }

    private static UsageLine line(String alias, String day) {
        return new UsageLine(
                new UsageLine.Dimensions(LocalDate.parse(day), "key", alias, "p", "m", Map.of()),
                new UsageSum(1, 0, 0, 0, 0, 0, 10, 0, 0, 0, 5, 0, ServerToolUse.NONE, 100, 120));
    }
}
