package dev.tollgate.histories;

/**
 * By what a caller is charged.
 *
 * @param own a price that has nothing to do with what the provider bills; null where there is none
 * @param markup on what the provider bills, in thousandths; counts where there is no own price
 */
record ChargeRule(ModelTariff own, long markup) {

    static ChargeRule markup(long thousandths) {
        return new ChargeRule(null, thousandths);
    }

    static ChargeRule by(ModelTariff own) {
        return new ChargeRule(own, 0);
    }

    /** Whole micro-dollars for this attempt. */
    long charge(ModelTariff billed, ReportedUsage reported) {
        return own == null ? billed.charge(reported, markup) : own.bill(reported);
    }
}
