package dev.tollgate.limit;

import java.time.Instant;

/**
 * The slots of 5 seconds in which the window of 60 seconds slides.
 *
 * <p>A slot counts until its last instant is 60 seconds old. So 13 slots count: 12 whole ones and the current one.
 */
public final class WindowSlots {
    /** How many slots count, including the current one. */
    public static final int COUNTED = 13;

    /** The length of a slot in seconds. */
    public static final int SECONDS = 5;

    private WindowSlots() {}

    /** The slot that contains an instant. */
    public static long at(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS);
    }

    /** When a slot no longer counts: what was used in it is available again from this instant on. */
    public static Instant expiry(long slot) {
        return Instant.ofEpochSecond(Math.multiplyExact(slot + COUNTED, SECONDS));
    }

    /** Where the usage of a slot is stored: it replaces the slot that has just expired. */
    public static int position(long slot) {
        return Math.floorMod(slot, COUNTED);
    }
}
