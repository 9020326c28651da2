package dev.tollgate.route;

import dev.tollgate.parse.Sha256Digest;
import java.nio.ByteBuffer;

/** A pseudo-random number that is the same for the same pair each time, in every process. */
final class StickyHash {
    private StickyHash() {}

    /** A number that is uniformly distributed in [0, 1). */
    static double of(String stickyKey, String target) {
        // A double holds 53 bits.
        return (ByteBuffer.wrap(digest(stickyKey, target).bytes()).getLong() >>> 11) * 0x1.0p-53;
    }

    /** A short name for these parts together. */
    static String name(String... parts) {
        return digest(parts).hex();
    }

    private static Sha256Digest digest(String... parts) {
        return Sha256Digest.start().add(String.join("\0", parts));
    }
}
