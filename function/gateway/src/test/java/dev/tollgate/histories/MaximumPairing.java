package dev.tollgate.histories;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Pairs of what agrees, each in one pair at most. Who has a partner may be given another one for the sake of a third, but is
 * not left alone again (https://en.wikipedia.org/wiki/Maximum_cardinality_matching#Algorithms_for_bipartite_graphs).
 */
final class MaximumPairing<A, B> {
    private final List<A> left;
    private final List<B> right;
    private final BiPredicate<A, B> agrees;
    private final int[] ofLeft;
    private final int[] ofRight;

    MaximumPairing(List<A> left, List<B> right, BiPredicate<A, B> agrees) {
        this.left = left;
        this.right = right;
        this.agrees = agrees;
        this.ofLeft = alone(left.size());
        this.ofRight = alone(right.size());
    }

    private static int[] alone(int size) {
        int[] partners = new int[size];
        Arrays.fill(partners, -1);
        return partners;
    }

    /** Finds this one on the left a partner; false where there is none for it. */
    boolean pairLeft(int i) {
        return ofLeft[i] >= 0 || pairLeft(i, new BitSet());
    }

    /** The same on the right. */
    boolean pairRight(int j) {
        return ofRight[j] >= 0 || pairRight(j, new BitSet());
    }

    /** Of this one on the left. */
    Optional<B> partner(int i) {
        return ofLeft[i] < 0 ? Optional.empty() : Optional.of(right.get(ofLeft[i]));
    }

    private boolean pairLeft(int i, BitSet tried) {
        for (int j = 0; j < right.size(); j++) {
            if (!tried.get(j) && agrees.test(left.get(i), right.get(j))) {
                tried.set(j);
                if (ofRight[j] < 0 || pairLeft(ofRight[j], tried)) {
                    join(i, j);
                    return true;
                }
            }
        }
        return false;
    }

    private boolean pairRight(int j, BitSet tried) {
        for (int i = 0; i < left.size(); i++) {
            if (!tried.get(i) && agrees.test(left.get(i), right.get(j))) {
                tried.set(i);
                if (ofLeft[i] < 0 || pairRight(ofLeft[i], tried)) {
                    join(i, j);
                    return true;
                }
            }
        }
        return false;
    }

    private void join(int i, int j) {
        ofLeft[i] = j;
        ofRight[j] = i;
    }
}
