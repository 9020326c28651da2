package dev.tollgate.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports in the formats that providers document or produce, with invented numbers. */
class ProviderExportTest {
    private static final String OPENAI_USAGE =
            "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,"
                    + "service_tier,input_tokens,output_tokens,input_cached_tokens,input_uncached_tokens\n";
    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
    private static final LocalDate SECOND = LocalDate.parse("2026-11-02");

    @TempDir
    Path folder;

    @Test
    void openaisUsageIsAddedUpByDayAndModel() {
        ProviderExport export = read(OPENAI_USAGE + """
                1793491200,1793577600,2026-11-01T00:00:00+00:00,2026-11-02T00:00:00+00:00,proj_a,10.0,,,gpt-4o-2024-08-06,False,default,1000.0,200.0,300.0,700.0
                1793491200,1793577600,2026-11-01T00:00:00+00:00,2026-11-02T00:00:00+00:00,proj_b,2,,,gpt-4o-2024-08-06,False,default,50,20,0,50
                1793577600,1793664000,2026-11-02T00:00:00+00:00,2026-11-03T00:00:00+00:00,,,,,,,,,,,
                """);

        assertThat(export.format()).isEqualTo("OpenAI's usage");
        assertThat(export.groups())
                .isEqualTo(Map.of(
                        new UsageGroupKey(FIRST, "gpt-4o-2024-08-06"),
                        amounts(
                                UsageMeasure.REQUESTS, "12.0",
                                UsageMeasure.INPUT, "1050.0",
                                UsageMeasure.CACHED, "300.0",
                                UsageMeasure.OUTPUT, "220.0")));
        assertThat(export.first()).isEqualTo(FIRST);
        assertThat(export.last()).as("days without use have rows, too").isEqualTo(SECOND);
        assertThat(export.measures())
                .containsExactly(UsageMeasure.REQUESTS, UsageMeasure.INPUT, UsageMeasure.CACHED, UsageMeasure.OUTPUT);
    }

    @Test
    void openaisCostsHaveTheModelBeforeTheKindOfUsage() {
        ProviderExport export = read("""
                start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id
                1793491200,1793577600,2026-11-01T00:00:00+00:00,,0.8958740000000000,usd,"gpt-4o-2024-08-06, input",p
                1793491200,1793577600,2026-11-01T00:00:00+00:00,,1e-05,usd,"gpt-4o-2024-08-06, output",p
                """);

        assertThat(export.groups())
                .isEqualTo(Map.of(
                        new UsageGroupKey(FIRST, "gpt-4o-2024-08-06"),
                        amounts(UsageMeasure.COST, "0.8958840000000000")));
    }

    @Test
    void withoutModelsTheGroupsAreDays() {
        ProviderExport export = read("""
                start_time,amount_value,amount_currency,line_item
                1793491200,0.5,usd,
                1793577600,,,
                """);

        assertThat(export.models()).isFalse();
        assertThat(export.groups())
                .isEqualTo(Map.of(new UsageGroupKey(FIRST, null), amounts(UsageMeasure.COST, "0.5")));
    }

    @Test
    void anthropicsUsageCountsCachedTokensSeparately() {
        ProviderExport export = read("""
                usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,\
                usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,\
                usage_output_tokens,web_search_count,inference_geo,speed
                2026-11-01,claude-haiku-4-5-20251001,key,Default,standard,≤ 200k,100,20,3,400,50,0,global,
                2026-11-01 13:00,claude-haiku-4-5-20251001,key,Default,standard,≤ 200k,1,0,0,0,1,0,global,
                """);

        assertThat(export.groups())
                .isEqualTo(Map.of(
                        new UsageGroupKey(FIRST, "claude-haiku-4-5-20251001"),
                        amounts(
                                UsageMeasure.UNCACHED, "101",
                                UsageMeasure.CACHED, "400",
                                UsageMeasure.CACHE_WRITE, "23",
                                UsageMeasure.OUTPUT, "51")));
    }

    @Test
    void anthropicsCostsHaveTheProductNamesOfModels() {
        ProviderExport export = read("""
                usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd
                2026-11-02,Claude Haiku 4.5,Default,key,message,≤ 200k,input_no_cache,0.05,0.05
                2026-11-02,Claude Haiku 4.5,Default,key,message,≤ 200k,output,0.02,0.02
                """);

        assertThat(export.groups())
                .isEqualTo(Map.of(new UsageGroupKey(SECOND, "Claude Haiku 4.5"), amounts(UsageMeasure.COST, "0.07")));
    }

    @Test
    void anotherFormatIsReadByTheNamedColumns() {
        ProviderExport export =
                read("""
                \uFEFFModel,"Cost (USD, net)","Tokens
                in",Tokens out
                m,$1.50,10,3
                m,$0.50,5,
                """, "model=Model", "cost=Cost (USD, net)", "input=Tokens\nin", "output=Tokens out");

        assertThat(export.days()).isFalse();
        assertThat(export.groups())
                .isEqualTo(Map.of(
                        new UsageGroupKey(null, "m"),
                        amounts(UsageMeasure.COST, "2.00", UsageMeasure.INPUT, "15", UsageMeasure.OUTPUT, "3")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1793491200,x,ten|2: column 3 (n): expected a whole number, got ten",
                "1793491200,x,1.5|2: column 3 (n): expected a whole number, got 1.5",
                "1793491200,x,-1|2: column 3 (n): expected a whole number, got -1",
                "'1793491200,x,\"1,000\"'|2: column 3 (n): expected a whole number, got 1,000",
                "11/01/2026,x,1|2: column 1 (d): expected a day such as 2026-11-30, an instant, or seconds since 1970, got 11/01/2026",
                "2026-02-30,x,1|2: column 1 (d): expected a day such as 2026-11-30, an instant, or seconds since 1970, got 2026-02-30",
                "2026-11-01T00:00:00+08:00,x,1|2: column 1 (d): expected days in UTC; omit the day from --column, and specify --from and --to, got 2026-11-01T00:00:00+08:00",
                "1793491200,x,1E999999999|2: column 3 (n): expected a whole number, of at most 18 digits, got 1E999999999",
                "1793491200,x,1E-999999999|2: column 3 (n): expected a whole number, of at most 18 digits, got 1E-999999999",
                "0026-11-01,x,1|2: column 1 (d): expected a year from 2000 to 9999, got 0026-11-01",
                "+999999999-01-01T00:00:00Z,x,1|2: column 1 (d): expected a year from 2000 to 9999, got +999999999-01-01T00:00:00Z",
            })
    void anInvalidCellIsReportedWithItsLineAndColumn(String row, String message) {
        wrong("d,m,n\n" + row + "\n", message, "day=d", "model=m", "requests=n");
    }

    @Test
    void anUnreadableFileIsReported() {
        wrong("", "1: expected a header, got an empty file");
        wrong(
                "a,b\n1,2\n",
                "1: this is not the header of a known export: a, b. Name the columns:"
                        + " --column day=…,model=…,input=…");
        wrong(
                "{" + "a".repeat(10_000) + "}\n",
                "1: this is not the header of a known export: {" + "a".repeat(299)
                        + "…. Name the columns: --column day=…,model=…,input=…");
        wrong("a,b\n1,2\n", "1: there is no column c; the columns are a, b", "model=a", "input=c");
        wrong("a,a\n1,2\n", "1: the column a appears 2 times", "model=a", "input=a");
        wrong(
                "start_time,amount_value,amount_currency\n1793491200,1,eur\n",
                "2: column 3 (amount_currency): expected usd, got eur");
        assertThatExceptionOfType(ExportException.class)
                .isThrownBy(() -> read("a,b\n1,2\n1\n", "model=a", "input=b"))
                .withMessageContaining("line 3");
    }

    @Test
    void columnsWithoutAFieldOrAMeasureAreRejected() {
        rejected(
                "expected FIELD=COLUMN, with day, model, requests, input, uncached, cached, cache_write, output, cost, got colour=Red",
                "colour=Red");
        rejected(
                "expected a column for at least one of requests, input, uncached, cached, cache_write, output, cost",
                "day=Day");
        rejected("expected a column for the day, the model, or both", "cost=Cost");
    }

    private static void rejected(String message, String... columns) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportFormat.named(List.of(columns)))
                .withMessage(message);
    }

    private void wrong(String text, String message, String... columns) {
        assertThatExceptionOfType(ExportException.class)
                .isThrownBy(() -> read(text, columns))
                .withMessage(folder.resolve("export.csv") + ":" + message);
    }

    private ProviderExport read(String text, String... columns) {
        try {
            Path file = Files.writeString(folder.resolve("export.csv"), text);
            Optional<ExportFormat> form =
                    columns.length == 0 ? Optional.empty() : Optional.of(ExportFormat.named(List.of(columns)));
            return ProviderExport.read(file, form, rows -> {});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static MeasuredAmounts amounts(Object... pairs) {
        Map<UsageMeasure, BigDecimal> amounts = new EnumMap<>(UsageMeasure.class);
        for (int i = 0; i < pairs.length; i += 2) {
            amounts.put((UsageMeasure) pairs[i], new BigDecimal((String) pairs[i + 1]));
        }
        return new MeasuredAmounts(amounts);
    }
}
