package dev.tollgate.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that somebody may have meant. */
final class SimilarNames {
    /** One slip for each so many letters. */
    private static final int LETTERS_PER_SLIP = 3;

    private SimilarNames() {}

    /** A sentence with the most similar name, with a space before it; empty if none is similar. */
    static String advice(String wrong, Collection<String> known) {
        int most = Math.max(1, wrong.length() / LETTERS_PER_SLIP);
        return known.stream()
                .min(Comparator.comparingInt((String name) -> slips(wrong, name))
                        .thenComparing(name -> name))
                .filter(name -> slips(wrong, name) <= most || name.startsWith(wrong))
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
    }

    /** How many letters are inserted, left out, replaced or swapped: the optimal string alignment distance. */
    static int slips(String one, String other) {
        String first = one.toLowerCase(Locale.ROOT);
        String second = other.toLowerCase(Locale.ROOT);
        int[][] least = new int[first.length() + 1][second.length() + 1];
        for (int i = 0; i <= first.length(); i++) {
            for (int j = 0; j <= second.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : least(least, i, j, first, second);
            }
        }
        return least[first.length()][second.length()];
    }

    private static int least(int[][] least, int i, int j, String first, String second) {
        boolean same = first.charAt(i - 1) == second.charAt(j - 1);
        int slips = Math.min(least[i - 1][j - 1] + (same ? 0 : 1), Math.min(least[i - 1][j], least[i][j - 1]) + 1);
        boolean swapped = i > 1
                && j > 1
                && first.charAt(i - 1) == second.charAt(j - 2)
                && first.charAt(i - 2) == second.charAt(j - 1);
        return swapped ? Math.min(slips, least[i - 2][j - 2] + 1) : slips;
    }
}
