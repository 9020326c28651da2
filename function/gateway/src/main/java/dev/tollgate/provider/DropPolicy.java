package dev.tollgate.provider;

import org.jspecify.annotations.Nullable;

/** Which fields the gateway may leave out of a request where the target does not support them. */
public enum DropPolicy {
    /** None: each of them is an error that names the field. */
    NOTHING,
    /** Those that only tune the model or describe the request. This is the default. */
    HINTS,
    /** All of them, even those that change the form or the content of the answer. */
    EVERYTHING;

    /**
     * The policy for the setting {@code drop_unsupported}.
     *
     * @param setting absent where the operator does not set it
     */
    public static DropPolicy of(@Nullable Boolean setting) {
        if (setting == null) {
            return HINTS;
        }
        return setting ? EVERYTHING : NOTHING;
    }

    /** The policy of two settings of equal rank: the strictest of those that are set. */
    public DropPolicy and(DropPolicy other) {
        if (this == NOTHING || other == NOTHING) {
            return NOTHING;
        }
        return this == EVERYTHING || other == EVERYTHING ? EVERYTHING : HINTS;
    }

    /** This policy, or the other one where the operator has set nothing. */
    public DropPolicy orElse(DropPolicy other) {
        return this == HINTS ? other : this;
    }
}
