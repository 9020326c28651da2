package dev.tollgate.call;

import dev.tollgate.openai.Usage;

/**
 * What one attempt used.
 *
 * @param estimated whether the provider told no count
 */
record Spent(Usage usage, boolean estimated) {
    static final Spent NOTHING = new Spent(Usage.NONE, false);

    /** Both together; estimated where either is. */
    Spent plus(Spent other) {
        if (usage.totalTokens() == 0) {
            return other;
        }
        if (other.usage.totalTokens() == 0) {
            return this;
        }
        return new Spent(usage.plus(other.usage), estimated || other.estimated);
    }
}
