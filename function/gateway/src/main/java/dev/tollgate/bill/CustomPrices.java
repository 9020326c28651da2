package dev.tollgate.bill;

import java.util.Map;

/** Port: the prices that are configured in {@code tollgate.yaml}. */
public interface CustomPrices {

    /** What providers bill, by {@code provider/model}. These take precedence over list prices. */
    Map<String, Price> current();

    /** What callers are charged. */
    TariffTable tariffs();
}
