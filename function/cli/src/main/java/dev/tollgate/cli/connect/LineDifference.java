package dev.tollgate.cli.connect;

import java.util.List;

/** What changes in a text, line by line: removed lines with a minus, added ones with a plus, the others with two spaces. */
public final class LineDifference {
    private final List<String> before;
    private final List<String> after;
    /** How many lines the rests have in common, from each pair of lines on. */
    private final int[][] common;

    private LineDifference(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        this.common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
    }

    /** The difference of two texts. */
    public static String of(String before, String after) {
        return new LineDifference(before.lines().toList(), after.lines().toList()).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                text.append("  ").append(before.get(i++)).append('\n');
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                text.append("- ").append(before.get(i++)).append('\n');
            } else {
                text.append("+ ").append(after.get(j++)).append('\n');
            }
        }
        return text.toString();
    }
}
