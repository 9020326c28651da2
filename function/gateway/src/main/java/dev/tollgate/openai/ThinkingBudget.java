package dev.tollgate.openai;

/**
 * How many tokens a model may think, for each of OpenAI's efforts: where one API names an effort and another one counts tokens. No
 * provider publishes such a table but Google, whose own is in its package.
 */
public final class ThinkingBudget {
    /** The smallest budget that Claude takes (https://platform.claude.com/docs/en/build-with-claude/extended-thinking). */
    public static final int SMALLEST = 1_024;

    private static final int LOW = 2_048;
    private static final int MEDIUM = 8_192;
    private static final int HIGH = 16_384;
    private static final int HIGHEST = 32_000;

    private ThinkingBudget() {}

    /** The tokens for this effort; 0 for none, and for an effort that nobody knows. */
    public static int of(String effort) {
        return switch (effort) {
            case "minimal" -> SMALLEST;
            case "low" -> LOW;
            case "medium" -> MEDIUM;
            case "high" -> HIGH;
            case "xhigh", "max" -> HIGHEST;
            default -> 0;
        };
    }

    /** The effort with which models think about as much as so many tokens allow. */
    public static String effort(long tokens) {
        if (tokens <= 0) {
            return "none";
        }
        return tokens <= LOW ? "low" : tokens <= MEDIUM ? "medium" : "high";
    }
}
