package dev.tollgate.limit;

import java.time.Instant;

/**
 * The steps of 5 seconds in which the window of 60 seconds slides.
 *
 * <p>A slot is counted until its last instant is 60 seconds old. So 13 are: 12 whole ones, and the one under way.
 */
public final class WindowSlots {
    /** How many slots are counted, the one under way included. */
    public static final int COUNTED = 13;

    /** A window's step, in seconds. */
    public static final int SECONDS = 5;

    private WindowSlots() {}

    /** The slot that an instant lies in. */
    public static long at(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS);
    }

    /** When a slot is no longer counted: what was used in it is back from this instant on. */
    public static Instant returns(long slot) {
        return Instant.ofEpochSecond(Math.multiplyExact(slot + COUNTED, SECONDS));
    }

    /** Where a slot's usage is kept: it takes the place of the slot that is counted no longer. */
    public static int position(long slot) {
        return Math.floorMod(slot, COUNTED);
    }
}
