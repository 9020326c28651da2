package dev.tollgate.provider.gemini;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's name tells of its abilities (https://ai.google.dev/gemini-api/docs/models).
 *
 * @param thinking how its thinking is set
 * @param wantsSignatures whether it refuses function calls of the current turn that no model has signed
 */
record GeminiModel(Thinking thinking, boolean wantsSignatures) {
    private static final Pattern VERSION = Pattern.compile("gemini-(\\d{1,3})(?:\\.(\\d+))?(.*)");
    private static final int FIRST_WITH_LEVELS = 3;

    /** How a model's thinking is set (https://ai.google.dev/gemini-api/docs/thinking). */
    enum Thinking {
        /** It does not think. */
        NONE,
        /** By a number of tokens. */
        BUDGET,
        /** The same, but it cannot be turned off. */
        BUDGET_ABOVE_ZERO,
        /** By level, and it cannot be turned off. */
        LEVEL
    }

    /** A name without a version, such as {@code gemini-flash-latest}, stands for the newest there is. */
    static GeminiModel of(String name) {
        Matcher matcher = VERSION.matcher(name);
        if (!matcher.matches()) {
            return new GeminiModel(Thinking.LEVEL, name.startsWith("gemini-"));
        }
        int major = Integer.parseInt(matcher.group(1));
        if (major >= FIRST_WITH_LEVELS) {
            return new GeminiModel(Thinking.LEVEL, true);
        }
        boolean thinks = "5".equals(matcher.group(2)) && major == 2;
        boolean pro = matcher.group(3).startsWith("-pro");
        Thinking thinking = !thinks ? Thinking.NONE : pro ? Thinking.BUDGET_ABOVE_ZERO : Thinking.BUDGET;
        return new GeminiModel(thinking, false);
    }
}
