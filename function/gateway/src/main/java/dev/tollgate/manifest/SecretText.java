package dev.tollgate.manifest;

import dev.tollgate.auth.KeyHash;
import java.util.regex.Pattern;

/** The formats of a secret in a file. */
final class SecretText {
    static final String ENVIRONMENT = "env:";

    /** The prefix of a key's hash. No key in plain text may start with it. */
    static final String HASH = "sha256:";

    /** Replaces a provider's key, which the history must not keep. */
    static final String WITHHELD = "withheld:plain-text";

    private static final Pattern REFERENCE = Pattern.compile("(env|ssm|secret):\\S+|aws:");

    private static final Pattern HASH_PATTERN = Pattern.compile(HASH + "[0-9a-f]{64}");

    /** The characters that every HTTP client sends unchanged in an Authorization header. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private SecretText() {}

    /** Whether the text refers to a secret elsewhere. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Whether the text can be a secret in plain text. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !text.startsWith(HASH) && !text.startsWith(WITHHELD);
    }

    /** Whether the text is the hash of a key. */
    static boolean isHash(String text) {
        return HASH_PATTERN.matcher(text).matches();
    }

    /** The hash of a key, from the key in plain text or from the hash itself. */
    static KeyHash keyHash(String text) {
        return isHash(text) ? new KeyHash(text.substring(HASH.length())) : KeyHash.of(text);
    }
}
