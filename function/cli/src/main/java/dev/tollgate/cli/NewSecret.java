package dev.tollgate.cli;

import java.security.SecureRandom;
import java.util.Base64;

/** Generates the secrets of callers' keys. */
final class NewSecret {
    /** As long as the SHA-256 hash that the table keeps. */
    private static final int RANDOM_BYTES = 32;

    private NewSecret() {}

    /** A random secret. It starts like OpenAI's, because some clients check that. */
    static String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "sk-tollgate-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
