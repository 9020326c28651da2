package dev.tollgate.route;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A pseudo-random number that is the same for the same pair each time, in every process. */
final class StickyHash {
    private StickyHash() {}

    /** A number that is uniformly distributed in [0, 1). */
    static double of(String stickyKey, String target) {
        // A double holds 53 bits.
        return (ByteBuffer.wrap(digest(stickyKey, target)).getLong() >>> 11) * 0x1.0p-53;
    }

    /** A short name for these parts together. */
    static String name(String... parts) {
        return HexFormat.of().formatHex(digest(parts));
    }

    private static byte[] digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    digest.update((byte) 0);
                }
                digest.update(parts[i].getBytes(StandardCharsets.UTF_8));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
