package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.Cost.Priced;
import dev.tollgate.bill.Cost.Unpriced;
import org.junit.jupiter.api.Test;

class CostTest {

    @Test
    void pricesAddUp() {
        assertThat(new Priced(2, "v").plus(new Priced(3, "v"))).isEqualTo(new Priced(5, "v"));
    }

    @Test
    void oneUnknownPriceMakesTheSumUnknown() {
        assertThat(new Priced(2, "v").plus(new Unpriced())).isEqualTo(new Unpriced());
        assertThat(new Unpriced().plus(new Priced(2, "v"))).isEqualTo(new Unpriced());
    }

    @Test
    void whatUsedNoTokensChangesNeitherTheSumNorItsPriceList() {
        assertThat(Cost.Priced.NOTHING.plus(new Priced(2, "v"))).isEqualTo(new Priced(2, "v"));
        assertThat(new Priced(2, "v").plus(Cost.Priced.NOTHING)).isEqualTo(new Priced(2, "v"));
        assertThat(new Unpriced().plus(Cost.Priced.NOTHING)).isEqualTo(new Unpriced());
        assertThat(Cost.Priced.NOTHING.plus(Cost.Priced.NOTHING)).isEqualTo(Cost.Priced.NOTHING);
    }
}
