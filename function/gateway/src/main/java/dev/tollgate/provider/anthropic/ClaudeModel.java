package dev.tollgate.provider.anthropic;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model takes, by its name: Anthropic's models differ in it, and answer what they do not take with a 400
 * (https://platform.claude.com/docs/en/about-claude/models/overview and the migration guides beside it).
 *
 * <p>A Claude of an unknown name is taken for a new one; anything else behind the same API for one that takes what the
 * API has taken from the beginning.
 *
 * @param version hundreds are the major version: 4.5 is 405
 */
record ClaudeModel(Family family, int version) {
    private static final Pattern NAME = Pattern.compile("claude-([a-z]+)-(\\d{1,2})(?:[.-](\\d{1,2}))?(?!\\d)");
    private static final Pattern OLD_NAME = Pattern.compile("claude-v?(\\d)(?:[.-](\\d{1,2}))?(?!\\d)(?:-([a-z]+))?");
    private static final int NEWEST = Integer.MAX_VALUE;

    /** The line of models; FABLE also stands for lines that came later. */
    enum Family {
        OPUS,
        SONNET,
        HAIKU,
        FABLE,
        NO_CLAUDE
    }

    /** How a model is told how much to think. */
    enum Thinking {
        NEVER,
        BUDGET,
        EFFORT
    }

    /** What keeps a model from thinking. */
    enum Silence {
        SAY_NOTHING,
        DISABLED,
        BETWEEN_TOOLS,
        IMPOSSIBLE
    }

    static ClaudeModel of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        Matcher old = OLD_NAME.matcher(name);
        if (old.find()) {
            return new ClaudeModel(family(old.group(3)), version(old.group(1), old.group(2)));
        }
        Matcher current = NAME.matcher(name);
        if (current.find()) {
            return new ClaudeModel(family(current.group(1)), version(current.group(2), current.group(3)));
        }
        return name.contains("claude") ? new ClaudeModel(Family.FABLE, NEWEST) : new ClaudeModel(Family.NO_CLAUDE, 0);
    }

    /** Anthropic requires {@code max_tokens}; who leaves it out gets what the model can say at most. */
    int maxOutput() {
        if (version < 305) {
            return 4_096;
        }
        if (version < 307) {
            return 8_192;
        }
        if (version < 405) {
            return family == Family.OPUS ? 32_000 : 64_000;
        }
        return version < 406 ? 64_000 : 128_000;
    }

    /** Whether it keeps to a schema by itself: {@code output_config.format} and {@code strict} tools. */
    boolean keepsToSchemas() {
        return version >= 405;
    }

    Thinking thinking() {
        if (version >= 406) {
            return Thinking.EFFORT;
        }
        return version >= 307 || family == Family.NO_CLAUDE ? Thinking.BUDGET : Thinking.NEVER;
    }

    /** Between {@code high} and {@code max}. */
    boolean knowsExtraHigh() {
        return version >= 407;
    }

    Silence silence() {
        return switch (family) {
            case FABLE -> version < 500 ? Silence.SAY_NOTHING : Silence.IMPOSSIBLE;
            case OPUS -> version < 500 ? Silence.SAY_NOTHING : version < 505 ? Silence.DISABLED : Silence.IMPOSSIBLE;
            case SONNET ->
                version < 500 ? Silence.SAY_NOTHING : version < 505 ? Silence.DISABLED : Silence.BETWEEN_TOOLS;
            case HAIKU -> version < 500 ? Silence.SAY_NOTHING : Silence.DISABLED;
            case NO_CLAUDE -> Silence.SAY_NOTHING;
        };
    }

    /** Temperature and the like. */
    boolean canBeSampled() {
        return version < 407;
    }

    /** Temperature and {@code top_p} at once. */
    boolean takesBothSamplings() {
        return version < 401;
    }

    /** Whether it can be made to call a tool. */
    boolean canBeForced() {
        return switch (family) {
            case OPUS, SONNET -> version < 505;
            case FABLE -> version < 501;
            case HAIKU, NO_CLAUDE -> true;
        };
    }

    /** Whether it goes on with an assistant's message at the end of the conversation. */
    boolean goesOn() {
        return version < 406;
    }

    private static Family family(String name) {
        return switch (name == null ? "" : name) {
            case "opus" -> Family.OPUS;
            case "sonnet" -> Family.SONNET;
            case "haiku" -> Family.HAIKU;
            default -> Family.FABLE;
        };
    }

    private static int version(String major, String minor) {
        return Integer.parseInt(major) * 100 + (minor == null ? 0 : Integer.parseInt(minor));
    }
}
