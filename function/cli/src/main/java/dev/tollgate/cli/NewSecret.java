package dev.tollgate.cli;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes callers' secrets. */
final class NewSecret {
    /** As long as the SHA-256 that is kept of it. */
    private static final int RANDOM_BYTES = 32;

    private NewSecret() {}

    /** A secret that nobody else has: it begins as OpenAI's do, because some clients insist. */
    static String make() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "sk-tollgate-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
