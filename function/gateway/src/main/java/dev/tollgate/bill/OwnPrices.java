package dev.tollgate.bill;

import java.util.Map;

/** Port: prices that a team has configured for its own providers; they go before the list prices. */
public interface OwnPrices {

    /** The prices in force, by {@code provider/model}. */
    Map<String, Price> current();
}
