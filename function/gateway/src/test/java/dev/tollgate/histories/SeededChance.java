package dev.tollgate.histories;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** Chance that can be had again: the same seed and the same names give the same throws. */
final class SeededChance {
    private final SplittableRandom random;

    private SeededChance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Dice of their own for whatever is named so: who throws first elsewhere changes nothing here. */
    static SeededChance of(long seed, Object... names) {
        return new SeededChance(seed * 0x9E37_79B9_7F4A_7C15L + Objects.hash(names));
    }

    /** Whether it comes true, so many times in a hundred. */
    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** Both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
