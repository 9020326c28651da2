package dev.tollgate.provider.gemini;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model supports, by its name (https://ai.google.dev/gemini-api/docs/models).
 *
 * @param thinking how a request sets its thinking
 * @param requiresSignatures whether it rejects function calls of the current turn without a signature
 */
record GeminiModel(Thinking thinking, boolean requiresSignatures) {
    private static final Pattern VERSION = Pattern.compile("gemini-(\\d{1,3})(?:\\.(\\d+))?(.*)");
    private static final int FIRST_WITH_LEVELS = 3;

    /** How a request sets a model's thinking (https://ai.google.dev/gemini-api/docs/thinking). */
    enum Thinking {
        /** The model does not think. */
        NONE,
        /** By a number of tokens. */
        BUDGET,
        /** By a number of tokens, but a request cannot switch it off. */
        BUDGET_ABOVE_ZERO,
        /** By level, and a request cannot switch it off. */
        LEVEL
    }

    /** Treats a name without a version, such as {@code gemini-flash-latest}, as the newest model. */
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
