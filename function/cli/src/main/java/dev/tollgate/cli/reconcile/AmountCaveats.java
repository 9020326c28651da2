package dev.tollgate.cli.reconcile;

/**
 * Why our amounts of a group may not be the provider's.
 *
 * @param counted attempts that used tokens
 * @param estimated those of them whose tokens are an estimate of ours
 * @param unpriced those of them without a known price: their cost is missing
 * @param uncounted attempts that failed and told no tokens: the provider may have counted them all the same
 * @param overMidnight counted ones of requests that were under way at midnight: the provider may have them on the next day
 */
public record AmountCaveats(long counted, long estimated, long unpriced, long uncounted, long overMidnight) {
    /** There are none. */
    public static final AmountCaveats NONE = new AmountCaveats(0, 0, 0, 0, 0);

    /** Both together. */
    public AmountCaveats plus(AmountCaveats other) {
        return new AmountCaveats(
                counted + other.counted,
                estimated + other.estimated,
                unpriced + other.unpriced,
                uncounted + other.uncounted,
                overMidnight + other.overMidnight);
    }
}
