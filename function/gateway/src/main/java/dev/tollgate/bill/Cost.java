package dev.tollgate.bill;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a request costs in millionths of a dollar, or that no price is known. An unknown price is never 0. */
public sealed interface Cost {
    /** One billion US dollars. */
    BigDecimal MAX_MICROS = BigDecimal.valueOf(1_000_000_000_000_000L);

    /**
     * A known price.
     *
     * @param micros what the provider bills, in US dollars × 1,000,000
     * @param chargeMicros what the caller is charged
     * @param priceVersion the version of the price list; with several attempts, that of the last one
     */
    record Priced(long micros, long chargeMicros, String priceVersion) implements Cost {
        /** The cost where nothing was used, so that no price was needed. */
        public static final Priced NOTHING = new Priced(0, "none");

        /** A cost without a mark-up. */
        public Priced(long micros, String priceVersion) {
            this(micros, micros, priceVersion);
        }

        /** Rounds the exact cost and the exact charge half up, each independently and once. */
        private static Priced of(BigDecimal exactMicros, BigDecimal exactCharge, String priceVersion) {
            return new Priced(whole(exactMicros), whole(exactCharge), priceVersion);
        }

        private static long whole(BigDecimal micros) {
            return micros.setScale(0, RoundingMode.HALF_UP).longValueExact();
        }
    }

    /**
     * Rounds an exact cost. A cost that no request can have comes from a mistake in the prices. It counts as unknown,
     * because the true cost is unknown and sums would overflow.
     */
    static Cost of(BigDecimal exactMicros, BigDecimal exactCharge, String priceVersion) {
        return exactMicros.max(exactCharge).compareTo(MAX_MICROS) > 0
                ? new Unpriced()
                : Priced.of(exactMicros, exactCharge, priceVersion);
    }

    /** The sum. It is unknown if either cost is unknown, because it would be too low otherwise. */
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
