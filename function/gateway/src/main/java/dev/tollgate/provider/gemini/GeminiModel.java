package dev.tollgate.provider.gemini;

import dev.tollgate.parse.NumberParser;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model supports, by its name (https://ai.google.dev/gemini-api/docs/models).
 *
 * @param thinking how a request sets its thinking
 * @param levels the levels of thinking that it has, from the lowest; empty where a request sets no level
 * @param isNew whether it is of Gemini 3 or newer. These models reject function calls of the current turn without a signature,
 *     and combine functions with JSON and with Google's own tools
 * @param draws whether it generates images. Of these models, the new ones also reject text and images without a signature
 * @param takesPenalties whether it takes {@code presence_penalty} and {@code frequency_penalty}: the older ones do
 *     (vercel/ai#8943, google-gemini/cookbook#1290)
 * @param continuesItsTurn whether it takes a conversation that ends with what the model said, and goes on from there: models up to
 *     Gemini 3.5 Flash do (pipecat-ai/pipecat#5821, LibreChat-AI/agents#323)
 * @param takesSystem whether it takes instructions of the system; Gemma 3 and older do not (0xPlaygrounds/rig#788)
 */
record GeminiModel(
        Thinking thinking,
        List<String> levels,
        boolean isNew,
        boolean draws,
        boolean takesPenalties,
        boolean continuesItsTurn,
        boolean takesSystem) {
    private static final Pattern VERSION = Pattern.compile("gemini-(\\d{1,3})(?:\\.(\\d{1,3}))?(.*)");
    private static final Pattern GEMMA = Pattern.compile("gemma-(\\d{1,3}).*");
    private static final String COLLECTION = "models/";
    private static final int MAX_VERSION = 999;
    private static final int FIRST_WITH_LEVELS = 3;
    private static final int FIRST_GEMMA_THAT_THINKS = 4;
    private static final int LAST_THAT_CONTINUES = 5;
    private static final int FIRST_FLASH_WITHOUT_MINIMAL = 7;

    private static final List<String> LOW_AND_HIGH = List.of("low", "high");
    /** The newest models have these (https://ai.google.dev/gemini-api/docs/thinking#thinking-levels). */
    private static final List<String> FROM_LOW = List.of("low", "medium", "high");

    private static final List<String> MINIMAL_AND_HIGH = List.of("minimal", "high");
    private static final List<String> FROM_MINIMAL = List.of("minimal", "low", "medium", "high");

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

    /** The name without the collection that Google's own list has before it: {@code models/gemini-2.5-flash}. */
    static String plainName(String name) {
        return name.startsWith(COLLECTION) ? name.substring(COLLECTION.length()) : name;
    }

    /** Treats a name without a version, such as {@code gemini-flash-latest}, as the newest model. */
    static GeminiModel of(String model) {
        String name = plainName(model);
        boolean draws = name.contains("-image");
        Matcher gemma = GEMMA.matcher(name);
        if (gemma.matches()) {
            return gemma(number(gemma.group(1)));
        }
        Matcher matcher = VERSION.matcher(name);
        if (!matcher.matches()) {
            boolean gemini = name.startsWith("gemini-");
            return new GeminiModel(Thinking.LEVEL, FROM_LOW, gemini, draws, !gemini, !gemini, true);
        }
        int major = number(matcher.group(1));
        int minor = number(matcher.group(2));
        boolean pro = matcher.group(3).startsWith("-pro");
        if (major >= FIRST_WITH_LEVELS) {
            return new GeminiModel(
                    Thinking.LEVEL,
                    levels(major, minor, pro),
                    true,
                    draws,
                    false,
                    continuesItsTurn(major, minor, matcher.group(3)),
                    true);
        }
        // https://ai.google.dev/gemini-api/docs/models: Gemini 2.5 Flash Image does not think.
        boolean thinks = minor == 5 && major == 2 && !draws;
        Thinking thinking = !thinks ? Thinking.NONE : pro ? Thinking.BUDGET_ABOVE_ZERO : Thinking.BUDGET;
        return new GeminiModel(thinking, List.of(), false, draws, major < 2 || minor == 0, true, true);
    }

    /** Gemma thinks from version 4 on, much or hardly (earendil-works/pi#2812). */
    private static GeminiModel gemma(int version) {
        boolean thinks = version >= FIRST_GEMMA_THAT_THINKS;
        return new GeminiModel(
                thinks ? Thinking.LEVEL : Thinking.NONE,
                thinks ? MINIMAL_AND_HIGH : List.of(),
                false,
                false,
                true,
                true,
                thinks);
    }

    private static int number(@Nullable String digits) {
        return NumberParser.whole(digits, 0, MAX_VERSION).orElse(0);
    }

    private static List<String> levels(int major, int minor, boolean pro) {
        if (major > FIRST_WITH_LEVELS) {
            return FROM_LOW;
        }
        if (pro) {
            return minor == 0 ? LOW_AND_HIGH : FROM_LOW;
        }
        return minor < FIRST_FLASH_WITHOUT_MINIMAL ? FROM_MINIMAL : FROM_LOW;
    }

    private static boolean continuesItsTurn(int major, int minor, String rest) {
        boolean before = minor < LAST_THAT_CONTINUES || (minor == LAST_THAT_CONTINUES && !rest.contains("-lite"));
        return major == FIRST_WITH_LEVELS && before;
    }

    /** The level with the least thinking. */
    String lowestLevel() {
        return levels.getFirst();
    }

    /** The lowest of its levels that is at least the requested one. */
    String level(String requested) {
        int wanted = FROM_MINIMAL.indexOf(requested);
        return levels.stream()
                .filter(level -> FROM_MINIMAL.indexOf(level) >= wanted)
                .findFirst()
                .orElse("high");
    }
}
