package dev.tollgate.bill;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a request costs: so many millionths of a dollar, or no price known. An unknown price is never 0. */
public sealed interface Cost {
    /** A thousand million US dollars. */
    BigDecimal MOST_MICROS = BigDecimal.valueOf(1_000_000_000_000_000L);

    /**
     * A known price.
     *
     * @param micros what the provider bills, in US dollars × 1,000,000
     * @param chargeMicros what the caller is charged for it
     * @param priceVersion which price list it was reckoned with; of several attempts that of the last
     */
    record Priced(long micros, long chargeMicros, String priceVersion) implements Cost {
        /** Where no tokens were used, so that no price was looked for. */
        public static final Priced NOTHING = new Priced(0, "none");

        /** A cost without mark-up. */
        public Priced(long micros, String priceVersion) {
            this(micros, micros, priceVersion);
        }

        /** An exact cost: it and the charge are rounded once, each for itself, half up. */
        private static Priced of(BigDecimal exactMicros, BigDecimal exactCharge, String priceVersion) {
            return new Priced(whole(exactMicros), whole(exactCharge), priceVersion);
        }

        private static long whole(BigDecimal micros) {
            return micros.setScale(0, RoundingMode.HALF_UP).longValueExact();
        }
    }

    /**
     * An exact cost, rounded. One that no request can have is a slip in the prices, and as good as unknown: what is true of
     * it nobody knows, and sums could not hold it.
     */
    static Cost of(BigDecimal exactMicros, BigDecimal exactCharge, String priceVersion) {
        return exactMicros.max(exactCharge).compareTo(MOST_MICROS) > 0
                ? new Unpriced()
                : Priced.of(exactMicros, exactCharge, priceVersion);
    }

    /** Both together. One unknown price makes the whole unknown: it would be too low otherwise. */
    default Cost plus(Cost other) {
        if (equals(Priced.NOTHING) || other.equals(Priced.NOTHING)) {
            return equals(Priced.NOTHING) ? other : this;
        }
        return switch (this) {
            case Unpriced() -> this;
            case Priced(long micros, long chargeMicros, String _) ->
                switch (other) {
                    case Unpriced() -> other;
                    case Priced(long more, long moreCharged, String version) ->
                        new Priced(Math.addExact(micros, more), Math.addExact(chargeMicros, moreCharged), version);
                };
        };
    }

    /** No price is known for the model. */
    record Unpriced() implements Cost {}
}
