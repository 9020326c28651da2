package dev.tollgate.bill;

/** What a request costs: so many millionths of a dollar, or no price known. An unknown price is never 0. */
public sealed interface Cost {

    /**
     * A known price.
     *
     * @param micros US dollars × 1,000,000
     * @param priceVersion which price list it was reckoned with
     */
    record Priced(long micros, String priceVersion) implements Cost {}

    /** No price is known for the model. */
    record Unpriced() implements Cost {}
}
