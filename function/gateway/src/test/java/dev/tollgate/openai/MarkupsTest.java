package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MarkupsTest {
    private static final Markups MARKUPS = new Markups(
            Map.of("internal", BigDecimal.ZERO),
            Map.of("smart", new BigDecimal("10")),
            Map.of("search", new BigDecimal("-5")));

    @Test
    void theKeysGoesBeforeTheAliasesAndThatBeforeTheTeams() {
        assertThat(MARKUPS.percent("internal", "smart", "search")).isEqualByComparingTo("0");
        assertThat(MARKUPS.percent("a", "smart", "search")).isEqualByComparingTo("10");
        assertThat(MARKUPS.percent("a", "demo", "search")).isEqualByComparingTo("-5");
        assertThat(MARKUPS.percent("a", "demo", null)).isEqualByComparingTo("0");
        assertThat(Markups.NONE.percent("a", "demo", "search")).isEqualByComparingTo("0");
    }
}
