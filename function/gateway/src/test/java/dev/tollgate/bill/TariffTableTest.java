package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TariffTableTest {
    private static final Price KEYS = price(1);
    private static final Price ALIASES = price(2);
    private static final Price TEAMS = price(3);

    @Test
    void theMarkupOfAKeyTakesPrecedenceOverThatOfAnAliasAndThatOverATeams() {
        MarkupTable markups = new MarkupTable(
                Map.of("internal", BigDecimal.ZERO),
                Map.of("smart", new BigDecimal("10")),
                Map.of("search", new BigDecimal("-5")));
        TariffTable tariffs = new TariffTable(markups, null);
        assertThat(tariffs.of("internal", "smart", Optional.of("search"))).isEqualTo(percent("0"));
        assertThat(tariffs.of("a", "smart", Optional.of("search"))).isEqualTo(percent("10"));
        assertThat(tariffs.of("a", "demo", Optional.of("search"))).isEqualTo(percent("-5"));
        assertThat(tariffs.of("a", "demo", Optional.empty())).isEqualTo(Markup.NONE);
        assertThat(TariffTable.NONE.of("a", "demo", Optional.of("search"))).isEqualTo(Markup.NONE);
    }

    @Test
    void pricesFollowTheSameOrderAndTakePrecedenceOverMarkups() {
        MarkupTable markups = new MarkupTable(
                Map.of("k", BigDecimal.ONE), Map.of("smart", BigDecimal.TWO), Map.of("search", BigDecimal.TEN));
        CallerPrices prices = new CallerPrices(
                Map.of("k", Map.of("smart", KEYS)),
                Map.of("smart", ALIASES),
                Map.of("search", Map.of("smart", TEAMS, "demo", TEAMS)));
        TariffTable tariffs = new TariffTable(markups, prices);
        assertThat(tariffs.of("k", "smart", Optional.of("search"))).isEqualTo(KEYS);
        assertThat(tariffs.of("k", "demo", Optional.of("search"))).isEqualTo(percent("1"));
        assertThat(tariffs.of("a", "smart", Optional.of("search"))).isEqualTo(ALIASES);
        assertThat(tariffs.of("a", "demo", Optional.of("search"))).isEqualTo(TEAMS);
        assertThat(tariffs.of("a", "other", Optional.of("search"))).isEqualTo(percent("10"));
        assertThat(tariffs.of("a", "demo", Optional.empty())).isEqualTo(Markup.NONE);
    }

    private static Price price(long micros) {
        return Price.of(BigDecimal.valueOf(micros), BigDecimal.valueOf(micros));
    }

    private static Markup percent(String percent) {
        return new Markup(new BigDecimal(percent));
    }
}
