package dev.tollgate.provider;

import java.util.regex.Pattern;

/**
 * The names of functions that a provider accepts.
 *
 * @param accepted matches the names that it accepts
 * @param maxLength how long a name may be that the gateway makes up. Such names consist of ASCII letters, digits, {@code _} and {@code -}
 */
public record FunctionNameFormat(Pattern accepted, int maxLength) {
    /** At most 64 letters, digits, {@code _} and {@code -} (https://platform.openai.com/docs/api-reference/chat/create). */
    public static final FunctionNameFormat OPENAI = of(64);

    /** As at OpenAI, but with names of up to this length. */
    public static FunctionNameFormat of(int maxLength) {
        return new FunctionNameFormat(Pattern.compile("[a-zA-Z0-9_-]{1," + maxLength + "}"), maxLength);
    }

    boolean accepts(String name) {
        return accepted.matcher(name).matches();
    }
}
