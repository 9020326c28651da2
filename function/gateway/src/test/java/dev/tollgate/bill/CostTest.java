package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.Cost.Priced;
import dev.tollgate.bill.Cost.Unpriced;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CostTest {

    @Test
    void costAndChargeAreRoundedOnceAndHalfUp() {
        assertThat(cost("0.49", "0")).isEqualTo(new Priced(0, 0, "v"));
        assertThat(cost("0.50", "0")).isEqualTo(new Priced(1, 1, "v"));
        // From the cost as it was rounded, the charge would be 0.
        assertThat(cost("0.49", "210")).isEqualTo(new Priced(0, 2, "v"));
        assertThat(cost("100", "12.5")).isEqualTo(new Priced(100, 113, "v"));
        assertThat(cost("100", "-100")).isEqualTo(new Priced(100, 0, "v"));
    }

    @Test
    void pricesAddUp() {
        assertThat(new Priced(2, 3, "v1").plus(new Priced(3, 4, "v2"))).isEqualTo(new Priced(5, 7, "v2"));
    }

    @Test
    void oneUnknownPriceMakesTheSumUnknown() {
        assertThat(new Priced(2, "v").plus(new Unpriced())).isEqualTo(new Unpriced());
        assertThat(new Unpriced().plus(new Priced(2, "v"))).isEqualTo(new Unpriced());
    }

    @Test
    void whatUsedNoTokensChangesNeitherTheSumNorItsPriceList() {
        assertThat(Priced.NOTHING.plus(new Priced(2, "v"))).isEqualTo(new Priced(2, "v"));
        assertThat(new Priced(2, "v").plus(Priced.NOTHING)).isEqualTo(new Priced(2, "v"));
        assertThat(new Unpriced().plus(Priced.NOTHING)).isEqualTo(new Unpriced());
        assertThat(Priced.NOTHING.plus(Priced.NOTHING)).isEqualTo(Priced.NOTHING);
    }

    @Test
    void aCostThatNoRequestCanHaveIsUnknown() {
        assertThat(cost("1000000000000000", "0")).isEqualTo(new Priced(1_000_000_000_000_000L, "v"));
        assertThat(cost("1000000000000001", "0")).isEqualTo(new Unpriced());
        assertThat(cost("1000000000000000", "1")).isEqualTo(new Unpriced());
        assertThat(cost("1e400", "0")).isEqualTo(new Unpriced());
    }

    private static Cost cost(String exactMicros, String percent) {
        BigDecimal exact = new BigDecimal(exactMicros);
        return Cost.of(exact, new Markup(new BigDecimal(percent)).on(exact), "v");
    }
}
