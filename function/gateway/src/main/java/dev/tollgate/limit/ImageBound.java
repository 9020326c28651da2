package dev.tollgate.limit;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The most tokens that an image can have, by the model that reads it.
 *
 * @param models the names that this is known of
 * @param most at the highest resolution that the model reads
 * @param low with {@code detail: low}
 */
record ImageBound(Pattern models, long most, long low) {
    /**
     * In this order. OpenAI counts tiles or patches (https://platform.openai.com/docs/guides/images-vision#calculating-costs): the
     * largest image has 8 tiles of 512 pixels or, with {@code detail: original}, 10,000 patches. Anthropic scales it to 1,568
     * patches of 28 pixels, and since 4.7 to 4,784 (https://platform.claude.com/docs/en/build-with-claude/vision).
     */
    private static final List<ImageBound> KNOWN = List.of(
            of("gpt-4o-mini", 2_833 + 8 * 5_667, 2_833),
            of("gpt-4o|gpt-4-turbo|gpt-4\\.5|chatgpt-4o", 85 + 8 * 170, 85),
            of("gpt-4\\.1|o4-mini|gpt-5(?!\\.[4-9])", 3_779, 1_024),
            of("(^|[/.])o[13](-|$)", 75 + 8 * 150, 75),
            of("gpt-", 24_600, 2_048),
            of("claude-(3|[a-z]+-3|[a-z]+-4(?![.-][7-9](?![0-9])))", 1_600, 1_600),
            of("claude", 4_784, 4_784),
            of("pixtral|mistral|magistral|ministral", 4_160, 4_160),
            of("grok", 1_792, 1_792),
            of("llama", 6_404, 6_404));

    /** Qwen's largest image at its highest setting has 16,384 tokens; Gemini counts 258 for each tile of a large one. */
    private static final ImageBound ANY_OTHER = of("", 16_384, 16_384);

    private static ImageBound of(String models, long most, long low) {
        return new ImageBound(Pattern.compile(models), most, low);
    }

    /** The bound at a model by its provider's name for it. */
    static ImageBound of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return KNOWN.stream()
                .filter(known -> known.models.matcher(name).find())
                .findFirst()
                .orElse(ANY_OTHER);
    }
}
