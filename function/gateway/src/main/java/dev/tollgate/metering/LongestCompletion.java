package dev.tollgate.metering;

import dev.tollgate.route.Target;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The longest completion of models that are known to have one, at least.
 *
 * @param models their names
 */
public record LongestCompletion(Pattern models, int tokens) {
    /** A date may follow. */
    private static final String NO_MINOR_VERSION = "(?![.-]?\\d{1,2}(?!\\d))";

    /**
     * In this order (https://platform.openai.com/docs/models, https://platform.claude.com/docs/en/about-claude/models/overview,
     * https://ai.google.dev/gemini-api/docs/models, https://docs.aws.amazon.com/nova/latest/userguide/what-is-nova.html). Names begin here or after a slash or dot, as in {@code openai/gpt-4o}.
     */
    private static final List<LongestCompletion> KNOWN = List.of(
            of("gpt-5(\\.\\d)?-chat", 16_384),
            of("gpt-5", 128_000),
            of("o1-preview", 32_768),
            of("o1-mini", 65_536),
            of("o[134](-|$)", 100_000),
            of("gpt-4\\.1", 32_768),
            of("gpt-4o-2024-05-13", 4_096),
            of("(chat)?gpt-4(o|\\.5)", 16_384),
            of("gpt-4-(turbo|1106|0125|vision)|gpt-3\\.5-turbo", 4_096),
            of("gpt-4(-0613)?$", 8_192),
            of("claude-(2|v2|instant|3-(opus|sonnet|haiku))", 4_096),
            of("claude-3-5", 8_192),
            of("claude-opus-4(?:[.-][01])?" + NO_MINOR_VERSION, 32_000),
            of("claude-(?:sonnet-4(?:[.-][05])?|haiku-4[.-]5|opus-4[.-]5)" + NO_MINOR_VERSION, 64_000),
            of("claude", 128_000),
            of("gemini-(2\\.5|3)[^/]*-image", 32_768),
            of("gemini-(2\\.5|3)", 65_536),
            of("gemini-(1\\.5|2\\.0)", 8_192),
            of("nova-(pro|lite|micro)(-v1|$)", 10_000),
            of("deepseek-chat$", 8_192));

    private static LongestCompletion of(String models, int tokens) {
        return new LongestCompletion(Pattern.compile("(?:^|[/.])(?:" + models + ")"), tokens);
    }

    /** What the operator says of the target's model, or else what its name does; empty if that is not known. */
    public static OptionalInt of(Target target) {
        Integer configured = target.provider().traits(target.model()).maxOutput();
        if (configured != null) {
            return OptionalInt.of(configured);
        }
        String name = target.model().toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(known -> known.models.matcher(name).find())
                .mapToInt(LongestCompletion::tokens)
                .findFirst();
    }
}
