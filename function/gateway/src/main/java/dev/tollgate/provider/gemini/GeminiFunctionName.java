package dev.tollgate.provider.gemini;

import dev.tollgate.provider.FunctionNameFormat;
import java.util.regex.Pattern;

/**
 * Names of functions. Gemini requires a letter or an underscore at the start, OpenAI also accepts digits and dashes
 * (dust-tt/dust#28212, diegosouzapw/OmniRoute#13752). Such a name gets an underscore before it. So does a name that has the
 * same form already, so that no two names become one.
 */
final class GeminiFunctionName {
    private static final Pattern WITHOUT_LETTER = Pattern.compile("_*[0-9-].*");

    /**
     * What Gemini takes (https://ai.google.dev/api/caching#FunctionDeclaration), with room for the underscore in 64 characters.
     */
    static final FunctionNameFormat FORMAT =
            new FunctionNameFormat(Pattern.compile("(?!_*[0-9-].{63})[a-zA-Z0-9_.:-]{1,64}"), 63);

    private GeminiFunctionName() {}

    /** The name for Gemini. */
    static String encode(String name) {
        return WITHOUT_LETTER.matcher(name).matches() ? "_" + name : name;
    }

    /** The caller's name of the function that the model calls. */
    static String decode(String name) {
        return name.startsWith("_") && WITHOUT_LETTER.matcher(name).matches() ? name.substring(1) : name;
    }
}
