package dev.tollgate.admin.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.RandomSecret;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.parse.Sha256Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals what a browser keeps for the server: it can neither be read nor changed, nor be used for something else (AES-256-GCM). */
final class SealedJson {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST_SECRET = 32;

    private final Supplier<String> secret;

    /**
     * A seal with this secret, or with a new one that nobody else has.
     *
     * @throws IllegalArgumentException if the settings have a secret that somebody could guess
     */
    SealedJson(Optional<SecretSetting> setting) {
        setting.filter(known -> !known.isReference()).ifPresent(known -> checked(known.text()));
        String own = RandomSecret.text();
        this.secret = () -> setting.map(SecretSetting::value).orElse(own);
    }

    private static String checked(String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "TOLLGATE_ADMIN_OIDC_SESSION_SECRET must have at least " + SHORTEST_SECRET + " characters.");
        }
        return secret;
    }

    private SecretKey key() {
        return key(checked(secret.get()));
    }

    private static SecretKey key(String secret) {
        byte[] digest =
                Sha256Digest.start().add("tollgate-session\n").add(secret).bytes();
        return new SecretKeySpec(digest, "AES");
    }

    /**
     * Seals a document.
     *
     * @param use only the same use opens it
     */
    String seal(String use, JsonNode document) {
        byte[] nonce = new byte[NONCE_BYTES];
        // No constant: a native image would have its seed.
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, use)
                    .doFinal(document.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
    }

    /** The document; empty if it was not sealed here for this use. */
    Optional<JsonNode> open(String use, String sealed) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed);
            if (bytes.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            byte[] json =
                    cipher(Cipher.DECRYPT_MODE, nonce, use).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(JsonCodec.mapper().readTree(json));
        } catch (IllegalArgumentException | AEADBadTagException foreign) {
            // Anybody can send a cookie.
            return Optional.empty();
        } catch (IOException impossible) {
            throw new IllegalStateException("what was sealed here is JSON", impossible);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String use) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(use.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
