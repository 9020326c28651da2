package dev.tollgate.bill;

import java.util.Map;

/** Price tables for tests of what is beyond this package. */
public final class PriceTables {
    private PriceTables() {}

    /** One that knows these prices, by full names of models, and no others. */
    public static PriceTable of(Map<String, Price> prices) {
        return of(new Fixed(prices, TariffTable.NONE));
    }

    /** The packaged list, and a team's own prices wherever they are kept. */
    public static PriceTable of(CustomPrices own) {
        return new PriceTable(own, PackagedPrices.list());
    }

    /** The packaged list alone. */
    static PriceTable packaged() {
        return of(Map.of());
    }

    private record Fixed(Map<String, Price> current, TariffTable tariffs) implements CustomPrices {}
}
