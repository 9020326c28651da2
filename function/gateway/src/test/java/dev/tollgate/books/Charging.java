package dev.tollgate.books;

/**
 * By what a caller is charged.
 *
 * @param own a price that has nothing to do with what the provider bills; null where there is none
 * @param markup on what the provider bills, in thousandths; counts where there is no own price
 */
record Charging(Tariff own, long markup) {

    static Charging markup(long thousandths) {
        return new Charging(null, thousandths);
    }

    static Charging by(Tariff own) {
        return new Charging(own, 0);
    }

    /** Whole micro-dollars for this attempt. */
    long charge(Tariff billed, Told told) {
        return own == null ? billed.charge(told, markup) : own.bill(told);
    }
}
