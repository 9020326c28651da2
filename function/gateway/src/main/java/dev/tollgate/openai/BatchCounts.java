package dev.tollgate.openai;

/**
 * How many requests of a batch have come how far.
 *
 * @param total all of them; 0 before the provider has counted
 * @param completed those that were answered
 * @param failed those that ended otherwise
 */
public record BatchCounts(long total, long completed, long failed) {
    /** Nothing is counted yet. */
    public static final BatchCounts NONE = new BatchCounts(0, 0, 0);
}
