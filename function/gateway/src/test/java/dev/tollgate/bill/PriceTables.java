package dev.tollgate.bill;

import java.util.Map;
import java.util.Optional;

/** Price tables for tests in other packages. */
public final class PriceTables {
    private PriceTables() {}

    /** A table of only these prices, by {@code provider/model}. */
    public static PriceTable of(Map<String, Price> prices) {
        return of(new Fixed(prices, TariffTable.NONE));
    }

    /** The packaged list, and custom prices from any port. */
    public static PriceTable of(CustomPrices custom) {
        return new PriceTable(custom, PackagedPrices.list());
    }

    /** The packaged list only. */
    static PriceTable packaged() {
        return of(Map.of());
    }

    private record Fixed(Map<String, Price> current, TariffTable tariffs) implements CustomPrices {
        @Override
        public Optional<ListPrices> appliedList() {
            return Optional.empty();
        }
    }
}
