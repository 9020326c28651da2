package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageTest {

    @Test
    void whatAProviderBillsIsReplacedByTheCost() {
        Usage reported = Usage.reported(
                3,
                1,
                null,
                null,
                Map.of(
                        "cost", DoubleNode.valueOf(0.5),
                        "cost_details", NullNode.getInstance(),
                        "cost_in_usd_ticks", LongNode.valueOf(7),
                        "num_searches", LongNode.valueOf(2)));

        assertThat(reported.withoutBill().extra()).isEqualTo(Map.of("num_searches", LongNode.valueOf(2)));
        assertThat(reported.withCost(new BigDecimal("0.000041")).extra())
                .isEqualTo(Map.of(
                        "num_searches", LongNode.valueOf(2), "cost", DecimalNode.valueOf(new BigDecimal("0.000041"))));
        assertThat(Usage.of(3, 1).withoutBill()).isEqualTo(Usage.of(3, 1));
    }

    @Test
    void theTotalIsTheSumOfPromptAndCompletion() {
        assertThatThrownBy(() -> new Usage(1, 2, 4, null, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsAreNotNegative() {
        assertThatThrownBy(() -> Usage.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Usage.of(1, -2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsReportedDetailsToTheCountThatIncludesThem() {
        Usage reported = Usage.reported(
                10,
                5,
                new Usage.PromptDetails(1_000L, 7L, -3L, null),
                new Usage.CompletionDetails(-7L, 9L, null, null, null),
                null);
        assertThat(reported)
                .isEqualTo(new Usage(
                        10,
                        5,
                        15,
                        new Usage.PromptDetails(10L, 0L, 0L, null),
                        new Usage.CompletionDetails(0L, 5L, null, null, null),
                        null));
    }

    @Test
    void ignoresImpossibleCounts() {
        assertThat(Usage.reported(0, 0)).isNull();
        assertThat(Usage.reported(-1, 5)).isNull();
        assertThat(Usage.reported(10, Long.MAX_VALUE)).isNull();
        assertThat(Usage.reported(Usage.MAX_TOKENS + 1, 5)).isNull();
        assertThat(Usage.reported(Usage.MAX_TOKENS, Usage.MAX_TOKENS))
                .isEqualTo(Usage.of(Usage.MAX_TOKENS, Usage.MAX_TOKENS));
    }

    @Test
    void withoutDetailsThereAreNoCachedOrReasoningTokens() {
        assertThat(Usage.of(3, 4).cachedTokens()).isZero();
        assertThat(Usage.of(3, 4).reasoningTokens()).isZero();
    }

    @Test
    void sumsKeepTheDetailsThatHaveAPrice() {
        assertThat(usage(10, 4, 6, 5).plus(usage(20, 6, 8, 7)))
                .isEqualTo(new Usage(
                        30,
                        14,
                        44,
                        new Usage.PromptDetails(10L, 0L, null, null),
                        new Usage.CompletionDetails(12L, null, null, null, null),
                        null));
    }

    @Test
    void whatIsWrittenForAnHourIsPartOfWhatIsWritten() {
        assertThat(cacheWrites(10, 7L, 9L).cacheWrite1hTokens()).isEqualTo(7);
        assertThat(cacheWrites(10, 7L, -9L).cacheWrite1hTokens()).isZero();
        assertThat(cacheWrites(10, null, 9L).cacheWrite1hTokens()).isZero();
        assertThat(cacheWrites(10, 7L, 4L).plus(cacheWrites(10, 7L, 2L)).cacheWrite1hTokens())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"web_search_requests": 3, "web_fetch_requests": 2}           | 3 | 0
            {"web_search_requests": 1, "code_execution_requests": 4}      | 1 | 4
            {"web_search_requests": -3}                                   | 0 | 0
            {"web_search_requests": null}                                 | 0 | 0
            {"web_search_requests": "3"}                                  | 0 | 0
            {"web_search_requests": 2.5}                                  | 0 | 0
            {"web_search_requests": 99999999999999999999}                 | 0 | 0
            {"web_search_requests": 10001}                                | 0 | 0
            null                                                          | 0 | 0
            7                                                             | 0 | 0
            """)
    void toolsOfTheProviderAreCountedAsFarAsTheCountCanBeTrue(String tools, long searches, long executions)
            throws JsonProcessingException {
        Usage usage = new Usage(
                1,
                1,
                2,
                null,
                null,
                Map.of(ServerToolUse.FIELD, JsonCodec.mapper().readTree(tools)));
        assertThat(usage.serverToolUse()).isEqualTo(new ServerToolUse(searches, executions));
        assertThat(usage.plus(usage).serverToolUse()).isEqualTo(new ServerToolUse(2 * searches, 2 * executions));
    }

    private static Usage cacheWrites(long prompt, Long written, Long anHour) {
        return Usage.reported(prompt, 1, new Usage.PromptDetails(null, written, anHour, null, null), null, null);
    }

    private static Usage usage(long prompt, long cached, long completion, long reasoning) {
        return new Usage(
                prompt,
                completion,
                prompt + completion,
                new Usage.PromptDetails(cached, null, null, null),
                new Usage.CompletionDetails(reasoning, null, null, null, null),
                null);
    }
}
