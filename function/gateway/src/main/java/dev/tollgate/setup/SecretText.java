package dev.tollgate.setup;

import java.util.regex.Pattern;

/** The forms in which a secret is given. */
final class SecretText {
    static final String ENVIRONMENT = "env:";

    private static final Pattern REFERENCE = Pattern.compile("(env|ssm|secret):\\S+|aws:");
    /** What fits into an Authorization header without being changed on the way. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private SecretText() {}

    /** Whether it says where the secret is. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Whether it can be a secret itself. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }
}
