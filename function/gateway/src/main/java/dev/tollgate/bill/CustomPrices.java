package dev.tollgate.bill;

import java.util.Map;

/** Port: what a team has configured of prices. */
public interface CustomPrices {

    /** What its providers bill, by {@code provider/model}; goes before the list prices. */
    Map<String, Price> current();

    /** What its callers are charged. */
    TariffTable tariffs();
}
