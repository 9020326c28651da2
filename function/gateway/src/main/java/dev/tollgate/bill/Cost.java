package dev.tollgate.bill;

/** What a request costs: so many millionths of a dollar, or no price known. An unknown price is never 0. */
public sealed interface Cost {

    /**
     * A known price.
     *
     * @param micros US dollars × 1,000,000
     * @param priceVersion which price list it was reckoned with
     */
    record Priced(long micros, String priceVersion) implements Cost {
        /** Where no tokens were used, so that no price was looked for. */
        public static final Priced NOTHING = new Priced(0, "none");
    }

    /** Both together. One unknown price makes the whole unknown: it would be too low otherwise. */
    default Cost plus(Cost other) {
        if (equals(Priced.NOTHING) || other.equals(Priced.NOTHING)) {
            return equals(Priced.NOTHING) ? other : this;
        }
        return switch (this) {
            case Unpriced() -> this;
            case Priced(long micros, String _) ->
                switch (other) {
                    case Unpriced() -> other;
                    case Priced(long more, String version) -> new Priced(Math.addExact(micros, more), version);
                };
        };
    }

    /** No price is known for the model. */
    record Unpriced() implements Cost {}
}
