package dev.tollgate.cli.reconcile;

/**
 * Why our amounts of a group may differ from the provider's.
 *
 * @param counted attempts that used tokens
 * @param estimated counted attempts whose tokens are our own estimate
 * @param unpriced counted attempts without a known price, so that their cost is missing
 * @param uncounted attempts that failed without reporting tokens; the provider may still have counted them
 * @param overMidnight counted attempts of requests in progress at midnight; the provider may have them on the next day
 */
public record AmountCaveats(long counted, long estimated, long unpriced, long uncounted, long overMidnight) {
    /** No caveats. */
    public static final AmountCaveats NONE = new AmountCaveats(0, 0, 0, 0, 0);

    /** The sum of both. */
    public AmountCaveats plus(AmountCaveats other) {
        return new AmountCaveats(
                counted + other.counted,
                estimated + other.estimated,
                unpriced + other.unpriced,
                uncounted + other.uncounted,
                overMidnight + other.overMidnight);
    }
}
