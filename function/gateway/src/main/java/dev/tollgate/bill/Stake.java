package dev.tollgate.bill;

import java.util.List;

/**
 * What is to be set aside for a request.
 *
 * @param purses the budgets it counts in
 * @param micros the worst case of what it may cost, in millionths of a dollar
 */
public record Stake(List<Purse> purses, long micros) {

    /** For a request that counts in no budget. */
    public static final Stake NONE = new Stake(List.of(), 0);

    public Stake {
        purses = List.copyOf(purses);
        if (micros < 0) {
            throw new IllegalArgumentException("nothing costs less than nothing");
        }
    }

    /** Whether there is nothing to set aside. */
    public boolean none() {
        return purses.isEmpty();
    }
}
