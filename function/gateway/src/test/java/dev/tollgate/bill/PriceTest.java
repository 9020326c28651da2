package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.Usage;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class PriceTest {
    private static final Price WITH_CACHE = price("2.50", "0.25", "10");

    @Test
    void cachedTokensAreCheaperAndInsideThePrompt() {
        assertThat(WITH_CACHE.microsFor(usage(1_000, 400, 100))).isEqualTo(600 * 5 / 2 + 100 + 1_000);
    }

    @Test
    void withoutAPriceOfTheirOwnCachedTokensCostAsMuchAsOthers() {
        assertThat(price("2.50", null, "10").microsFor(usage(1_000, 400, 100))).isEqualTo(2_500 + 1_000);
    }

    @Test
    void tokensPutIntoTheCacheHaveAPriceOfTheirOwnOrThatOfInput() {
        Usage.PromptDetails details = new Usage.PromptDetails(400L, 500L, null, null);
        Usage usage = new Usage(1_000, 0, 1_000, details, null, null);
        assertThat(price("3", "0.30", "3.75", "15").microsFor(usage)).isEqualTo(300 + 120 + 1_875);
        assertThat(price("3", "0.30", null, "15").microsFor(usage)).isEqualTo(300 + 120 + 1_500);
    }

    @Test
    void noMoreTokensCostThanThePromptHas() {
        Usage.PromptDetails details = new Usage.PromptDetails(400L, 900L, null, null);
        Usage usage = new Usage(1_000, 0, 1_000, details, null, null);
        assertThat(price("3", "0.30", "3.75", "15").microsFor(usage)).isEqualTo(120 + 2_250);
    }

    @Test
    void theSumIsRoundedOnceAndHalfUp() {
        assertThat(price("0.25", null, "0.25").microsFor(usage(1, 0, 1))).isEqualTo(1);
        assertThat(price("0.24", null, "0.24").microsFor(usage(1, 0, 1))).isEqualTo(0);
    }

    @Test
    void aMoreThanWholeCacheDoesNotMakeThePromptCheaperThanNothing() {
        assertThat(WITH_CACHE.microsFor(usage(100, 400, 0))).isEqualTo(25);
    }

    @Test
    void pricesAreNotNegative() {
        assertThatThrownBy(() -> price("-1", null, "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> price("1", "-1", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> price("1", null, "-1", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> price("1", null, "-1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneUnknownPriceMakesTheSumUnknown() {
        Cost known = new Cost.Priced(7, "v1");
        assertThat(known.plus(new Cost.Priced(5, "v2"))).isEqualTo(new Cost.Priced(12, "v2"));
        assertThat(known.plus(new Cost.Unpriced())).isEqualTo(new Cost.Unpriced());
        assertThat(new Cost.Unpriced().plus(known)).isEqualTo(new Cost.Unpriced());
    }

    private static Price price(String input, String cached, String output) {
        return price(input, cached, null, output);
    }

    private static Price price(String input, String cached, String written, String output) {
        return new Price(
                new BigDecimal(input),
                cached == null ? null : new BigDecimal(cached),
                written == null ? null : new BigDecimal(written),
                new BigDecimal(output));
    }

    private static Usage usage(long prompt, long cached, long completion) {
        return new Usage(
                prompt, completion, prompt + completion, new Usage.PromptDetails(cached, null, null, null), null, null);
    }
}
