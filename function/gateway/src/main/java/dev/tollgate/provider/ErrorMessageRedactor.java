package dev.tollgate.provider;

import java.util.regex.Pattern;

/** Makes a provider's error message safe to show to a caller. */
public final class ErrorMessageRedactor {
    private static final int MAX_LENGTH = 1_000;
    /** Providers quote keys, or parts of them: OpenAI's sk-…, Google's AIza…, bearer tokens. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)\\b(?:(?:sk|pk|rk|gsk|xai|key)[-_]|AIza|bearer )[\\w*.~+/=\\-]{8,}");

    private ErrorMessageRedactor() {}

    /** Removes everything that looks like a secret, and truncates the message to a readable length. */
    public static String redact(String message) {
        String redacted = SECRET.matcher(message).replaceAll("[removed]").strip();
        return redacted.length() <= MAX_LENGTH ? redacted : redacted.substring(0, MAX_LENGTH) + "…";
    }
}
