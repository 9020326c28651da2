package dev.tollgate.provider.claude;

import dev.tollgate.parse.NumberParser;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model supports, by its name. Anthropic's models differ, and reject unsupported fields with a 400. The name may be
 * Anthropic's, Vertex AI's ({@code claude-sonnet-4-5@20250929}), Bedrock's ({@code us.anthropic.claude-sonnet-4-5-20250929-v1:0})
 * or an ARN that contains one (https://platform.claude.com/docs/en/about-claude/models/overview).
 *
 * <p>A Claude with an unknown name counts as the newest. Any other model behind the same API counts as one that supports the
 * API's original fields only.
 *
 * @param version the major version times 100 plus the minor one: 4.5 is 405
 */
public record ClaudeModel(Family family, int version) {
    private static final int MAX_VERSION = 99;
    private static final Pattern NAME = Pattern.compile("claude-([a-z]+)-(\\d{1,2})(?:[.-](\\d{1,2}))?(?!\\d)");
    private static final Pattern OLD_NAME =
            Pattern.compile("claude-(?:instant-)?v?(\\d)(?:[.-](\\d{1,2}))?(?!\\d)(?:-([a-z]+))?");
    private static final int NEWEST = Integer.MAX_VALUE;
    /** The newest version whose limits are known. */
    private static final int NEWEST_KNOWN = 505;

    /** The family of a model; FABLE includes Mythos and later families. */
    public enum Family {
        OPUS,
        SONNET,
        HAIKU,
        FABLE,
        OTHER_MODEL
    }

    /** How a request sets the amount of thinking. */
    public enum Thinking {
        NEVER,
        BUDGET,
        EFFORT
    }

    /** How a request switches thinking off. */
    public enum ThinkingOff {
        BY_DEFAULT,
        DISABLED,
        BETWEEN_TOOLS,
        IMPOSSIBLE
    }

    /** Recognises the model by its name. */
    public static ClaudeModel of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        Matcher old = OLD_NAME.matcher(name);
        if (old.find()) {
            return new ClaudeModel(family(old.group(3)), version(old.group(1), old.group(2)));
        }
        Matcher current = NAME.matcher(name);
        if (current.find()) {
            return new ClaudeModel(family(current.group(1)), version(current.group(2), current.group(3)));
        }
        return name.contains("claude") ? new ClaudeModel(Family.FABLE, NEWEST) : new ClaudeModel(Family.OTHER_MODEL, 0);
    }

    /** Whether the name is that of a Claude. */
    public boolean isClaude() {
        return family != Family.OTHER_MODEL;
    }

    /**
     * The most tokens that the model can generate. Anthropic requires {@code max_tokens}, so a request without a limit gets this
     * one (https://platform.claude.com/docs/en/about-claude/models/overview).
     */
    public int maxOutput() {
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

    /**
     * The caller's limit, at most the model's own: Anthropic rejects a larger one, although it asks for nothing more. Claude 3.7
     * generates twice its limit with a beta header (https://platform.claude.com/docs/en/api/beta-headers).
     */
    public int limited(int maxTokens) {
        boolean known = isClaude() && version <= NEWEST_KNOWN;
        return known ? Math.min(maxTokens, version == 307 ? 128_000 : maxOutput()) : maxTokens;
    }

    /**
     * Whether the model enforces schemas: structured outputs and {@code strict} tools
     * (https://platform.claude.com/docs/en/build-with-claude/structured-outputs,
     * https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html).
     */
    public boolean enforcesSchemas() {
        return version >= 405;
    }

    /**
     * Whether the model keeps a cache for an hour at Bedrock
     * (https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html). At Anthropic, all do.
     */
    public boolean keepsLongCacheAtBedrock() {
        return version >= 405;
    }

    /**
     * How a request sets the model's amount of thinking: by effort with adaptive thinking, or by a budget
     * (https://platform.claude.com/docs/en/build-with-claude/thinking-troubleshooting).
     */
    public Thinking thinking() {
        if (version >= 406) {
            return Thinking.EFFORT;
        }
        return version >= 307 || family == Family.OTHER_MODEL ? Thinking.BUDGET : Thinking.NEVER;
    }

    /**
     * Whether the model takes a budget of thinking tokens. Versions 4.6 take both, later ones reject it
     * (https://platform.claude.com/docs/en/build-with-claude/thinking-troubleshooting).
     */
    public boolean supportsBudget() {
        return thinking() == Thinking.BUDGET || version == 406;
    }

    /**
     * Whether the model has an effort between {@code high} and {@code max}
     * (https://platform.claude.com/docs/en/build-with-claude/effort).
     */
    public boolean supportsExtraHighEffort() {
        return version >= 407;
    }

    /**
     * How a request switches the model's thinking off
     * (https://platform.claude.com/docs/en/build-with-claude/thinking-troubleshooting).
     */
    public ThinkingOff thinkingOff() {
        return switch (family) {
            case FABLE -> version < 500 ? ThinkingOff.BY_DEFAULT : ThinkingOff.IMPOSSIBLE;
            case OPUS ->
                version < 500 ? ThinkingOff.BY_DEFAULT : version < 505 ? ThinkingOff.DISABLED : ThinkingOff.IMPOSSIBLE;
            case SONNET ->
                version < 500
                        ? ThinkingOff.BY_DEFAULT
                        : version < 505 ? ThinkingOff.DISABLED : ThinkingOff.BETWEEN_TOOLS;
            case HAIKU -> version < 500 ? ThinkingOff.BY_DEFAULT : ThinkingOff.DISABLED;
            case OTHER_MODEL -> ThinkingOff.BY_DEFAULT;
        };
    }

    /**
     * Whether the model takes a temperature, {@code top_p} and {@code top_k}
     * (https://platform.claude.com/docs/en/about-claude/models/migration-guide).
     */
    public boolean supportsSampling() {
        return version < 407;
    }

    /**
     * Whether the model takes a temperature and {@code top_p} in one request
     * (https://platform.claude.com/docs/en/about-claude/models/migrating-to-claude-4).
     */
    public boolean supportsTemperatureWithTopP() {
        return version < 401;
    }

    /**
     * Whether a request can force the model to call a tool
     * (https://platform.claude.com/docs/en/models/sonnet-5-5/migration-guide).
     */
    public boolean supportsForcedTools() {
        return switch (family) {
            case OPUS, SONNET -> version < 505;
            case FABLE -> version < 501;
            case HAIKU, OTHER_MODEL -> true;
        };
    }

    /**
     * Whether the model continues an assistant's message at the end of the conversation
     * (https://platform.claude.com/docs/en/about-claude/models/migration-guide).
     */
    public boolean supportsPrefill() {
        return version < 406;
    }

    /**
     * Whether the model takes instructions within the conversation, as messages with the role {@code system}. Bedrock does not
     * (https://platform.claude.com/docs/en/build-with-claude/mid-conversation-system-messages).
     */
    public boolean supportsSystemTurns() {
        return version >= 408;
    }

    private static Family family(@Nullable String name) {
        return switch (name == null ? "" : name) {
            case "opus" -> Family.OPUS;
            case "sonnet" -> Family.SONNET;
            case "haiku" -> Family.HAIKU;
            default -> Family.FABLE;
        };
    }

    private static int version(String major, @Nullable String minor) {
        return number(major) * 100 + number(minor);
    }

    private static int number(@Nullable String digits) {
        return NumberParser.whole(digits, 0, MAX_VERSION).orElse(0);
    }
}
