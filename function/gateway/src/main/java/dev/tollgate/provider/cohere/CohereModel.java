package dev.tollgate.provider.cohere;

import java.util.regex.Pattern;

/**
 * What a model supports, by its name (https://docs.cohere.com/docs/models).
 *
 * @param thinks whether it can think before it responds
 */
record CohereModel(boolean thinks) {
    /** The models before thinking, and those of Command A for one purpose. Newer names are taken for models that think. */
    private static final Pattern WITHOUT_THINKING =
            Pattern.compile("(c4ai-.*|command|command-(light|nightly|r).*|command-a-(03-2025|vision|translate).*)");

    static CohereModel of(String name) {
        return new CohereModel(!WITHOUT_THINKING.matcher(name).matches());
    }
}
