package dev.tollgate.auth;

import java.security.SecureRandom;
import java.util.Base64;

/** Generates secrets that nobody guesses: those of callers' keys, and tokens of administrators. */
public final class RandomSecret {
    /** As long as the SHA-256 hash that the config table keeps of it. */
    private static final int RANDOM_BYTES = 32;

    private RandomSecret() {}

    /** A secret of a caller's key. It starts like OpenAI's, because some clients check that. */
    public static String ofKey() {
        return "sk-tollgate-" + text();
    }

    /** A token of an administrator. */
    public static String ofAdministrator() {
        return "tga-" + text();
    }

    /** 32 random bytes, in characters that may be anywhere in a URL. */
    public static String text() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
