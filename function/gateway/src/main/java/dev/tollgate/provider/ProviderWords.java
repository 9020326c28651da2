package dev.tollgate.provider;

import java.util.regex.Pattern;

/** A provider's own words, made safe to show to a caller. */
public final class ProviderWords {
    private static final int MAX_LENGTH = 1_000;
    /** Providers quote (parts of) keys back: OpenAI's sk-…, Google's AIza…, bearer tokens. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)\\b(?:(?:sk|pk|rk|gsk|xai|key)[-_]|AIza|bearer )[\\w*.~+/=\\-]{8,}");

    private ProviderWords() {}

    /** The words without anything that looks like a secret, cut to a readable length. */
    public static String safe(String words) {
        String clean = SECRET.matcher(words).replaceAll("[removed]").strip();
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + "…";
    }
}
