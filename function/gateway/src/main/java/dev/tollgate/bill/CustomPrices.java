package dev.tollgate.bill;

import java.util.Map;
import java.util.Optional;

/** Port: the prices that are configured: in {@code tollgate.yaml}, or as a list that is newer than the packaged one. */
public interface CustomPrices {

    /** What providers bill, by {@code provider/model}. These take precedence over list prices. */
    Map<String, Price> current();

    /** The list that somebody has applied; empty if there is none. */
    Optional<ListPrices> appliedList();

    /** What callers are charged. */
    TariffTable tariffs();
}
