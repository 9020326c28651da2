package dev.tollgate.provider;

import java.util.regex.Pattern;

/**
 * The ids of tool calls that a provider accepts.
 *
 * @param accepted matches the ids that it accepts
 * @param madeUpLength the length of an id that the gateway makes up where it does not accept the caller's. Such ids consist of
 *     ASCII letters and digits
 */
public record ToolCallIdFormat(Pattern accepted, int madeUpLength) {

    private static final int ENOUGH_FOR_NO_COLLISION = 24;

    /** Any text of at most 40 characters, as at OpenAI: its error is {@code string_above_max_length}. */
    public static final ToolCallIdFormat OPENAI = of("(?s).{1,40}");

    /** What the template of Mistral's models takes, at any server (vercel/ai#11802, ml-explore/mlx-lm#1375). */
    public static final ToolCallIdFormat MISTRAL = of("[a-zA-Z0-9]{9}", 9);

    private static final Pattern MISTRALS =
            Pattern.compile("(mi|mini|magi|code|dev)stral|(pix|mix)tral", Pattern.CASE_INSENSITIVE);

    /** Whether a model of this name is one of Mistral's. */
    public static boolean isMistrals(String model) {
        return MISTRALS.matcher(model).find();
    }

    /** A format with this pattern, which must match 24 letters and digits. */
    public static ToolCallIdFormat of(String accepted) {
        return new ToolCallIdFormat(Pattern.compile(accepted), ENOUGH_FOR_NO_COLLISION);
    }

    /** A format with this pattern, which must match letters and digits of this length. */
    public static ToolCallIdFormat of(String accepted, int madeUpLength) {
        return new ToolCallIdFormat(Pattern.compile(accepted), madeUpLength);
    }

    boolean accepts(String id) {
        return accepted.matcher(id).matches();
    }
}
