package dev.tollgate.strict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The signatures of thoughts: computed from who signs and what is signed, so that a changed or foreign thought shows. */
final class ThoughtSignature {
    private ThoughtSignature() {}

    /** The signature of this text by this provider. */
    static String of(String signer, String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((signer + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A short id in the alphabet of hexadecimal digits, the same for the same text. */
    static String id(String text, int length) {
        StringBuilder id = new StringBuilder();
        for (byte each : Base64.getDecoder().decode(of("id", text))) {
            id.append(String.format("%02x", each));
        }
        return id.substring(0, length);
    }
}
