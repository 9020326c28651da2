package dev.tollgate.manifest;

import dev.tollgate.auth.KeyHash;
import java.util.regex.Pattern;

/** The forms in which a secret is given. */
final class SecretText {
    static final String ENVIRONMENT = "env:";

    /** Before what stands for a caller's key without telling it; whatever else begins so is a mistake and no key. */
    static final String FINGERPRINT = "sha256:";

    /** What stands in the place of a provider's key that must not be kept. */
    static final String WITHHELD = "withheld:plain-text";

    private static final Pattern REFERENCE = Pattern.compile("(env|ssm|secret):\\S+|aws:");

    private static final Pattern DIGEST = Pattern.compile(FINGERPRINT + "[0-9a-f]{64}");

    /** What fits into an Authorization header without being changed on the way. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private SecretText() {}

    /** Whether it says where the secret is. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Whether it can be a secret itself. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !text.startsWith(FINGERPRINT) && !text.startsWith(WITHHELD);
    }

    static boolean isFingerprint(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** Of a key in plain text, or given as its fingerprint. */
    static KeyHash keyHash(String text) {
        return isFingerprint(text) ? new KeyHash(text.substring(FINGERPRINT.length())) : KeyHash.of(text);
    }
}
