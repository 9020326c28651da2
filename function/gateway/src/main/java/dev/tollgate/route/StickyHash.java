package dev.tollgate.route;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A pseudo-random number that is the same for the same pair each time, in every process. */
final class StickyHash {
    private StickyHash() {}

    /** A number that is uniformly distributed in [0, 1). */
    static double of(String stickyKey, String target) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(stickyKey.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            // A double holds 53 bits.
            return (ByteBuffer.wrap(digest.digest()).getLong() >>> 11) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
