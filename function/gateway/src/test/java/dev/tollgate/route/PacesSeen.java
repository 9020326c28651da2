package dev.tollgate.route;

import java.time.Instant;

/** What {@link Paces} keep to this package, for tests of others. */
public final class PacesSeen {
    private PacesSeen() {}

    /** A target's average time to first token, in milliseconds. */
    public static double firstTokenMillis(Paces paces, ModelName model, Instant now) {
        return paces.of(model, now).orElseThrow().firstTokenMillis();
    }
}
