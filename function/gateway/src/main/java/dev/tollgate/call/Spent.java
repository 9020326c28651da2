package dev.tollgate.call;

import dev.tollgate.openai.Usage;

/**
 * What one attempt used.
 *
 * @param estimated whether the provider told no count
 * @param serviceTier the provider's word for how it served the request; null where it said nothing
 */
record Spent(Usage usage, boolean estimated, String serviceTier) {
    static final Spent NOTHING = new Spent(Usage.NONE, false);

    /** Served as usual. */
    Spent(Usage usage, boolean estimated) {
        this(usage, estimated, null);
    }

    /** Both together; estimated where either is. */
    Spent plus(Spent other) {
        if (usage.totalTokens() == 0) {
            return other;
        }
        if (other.usage.totalTokens() == 0) {
            return this;
        }
        return new Spent(usage.plus(other.usage), estimated || other.estimated, other.serviceTier);
    }
}
