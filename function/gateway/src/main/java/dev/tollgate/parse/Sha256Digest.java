package dev.tollgate.parse;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One SHA-256 digest, of everything that is added to it. Text counts as its bytes in UTF-8. */
public final class Sha256Digest {
    /** Copied for each digest: to find its provider takes longer than to digest a request. */
    private static volatile @Nullable MessageDigest empty;

    private final MessageDigest digest;

    private Sha256Digest(MessageDigest digest) {
        this.digest = digest;
    }

    /** A digest of nothing so far. */
    public static Sha256Digest start() {
        try {
            MessageDigest known = empty;
            if (known == null) {
                known = MessageDigest.getInstance("SHA-256");
                empty = known;
            }
            return new Sha256Digest((MessageDigest) known.clone());
        } catch (NoSuchAlgorithmException | CloneNotSupportedException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256, whose state can be copied", impossible);
        }
    }

    /** The digest of these bytes alone: 32 bytes. */
    public static byte[] of(byte[] content) {
        return start().add(content).bytes();
    }

    /** The digest of this text alone, in 64 hexadecimal digits. */
    public static String hexOf(String text) {
        return start().add(text).hex();
    }

    public Sha256Digest add(byte[] content) {
        digest.update(content);
        return this;
    }

    public Sha256Digest add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds what is written to it. */
    public OutputStream stream() {
        return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
    }

    /** The 32 bytes of the digest. This starts it anew. */
    public byte[] bytes() {
        return digest.digest();
    }

    /** The digest in 64 hexadecimal digits. This starts it anew. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** The first bytes of the digest, in two hexadecimal digits each. This starts it anew. */
    public String hex(int length) {
        return HexFormat.of().formatHex(bytes(), 0, length);
    }
}
