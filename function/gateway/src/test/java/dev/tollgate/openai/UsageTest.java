package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class UsageTest {

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
