package dev.tollgate.auth;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.parse.Sha256Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a key's secret; the secret itself is never stored. Secrets are long random strings, so nobody can
 * reverse a plain hash by guessing.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record KeyHash(@JsonValue String hex) implements CallerReference {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator
    public KeyHash {
        if (!SHA256.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal");
        }
    }

    /** The hash of a secret in plain text. */
    public static KeyHash of(String secret) {
        return new KeyHash(Sha256Digest.hexOf(secret));
    }

    /** Compares in constant time, so that the latency of a response reveals nothing about a stored hash. */
    public boolean matches(KeyHash other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }
}
