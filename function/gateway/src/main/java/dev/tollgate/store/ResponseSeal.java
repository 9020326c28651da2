package dev.tollgate.store;

import dev.tollgate.idempotency.IdempotentRequest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what a client has sent or received before it is stored: what a content policy masks must not be readable in the table. The
 * key is not stored. That of a response is a digest of its request, so that only the same request can open it.
 */
final class ResponseSeal {
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    /** As NIST recommends for GCM (https://doi.org/10.6028/NIST.SP.800-38D). */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    private ResponseSeal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    static ResponseSeal of(IdempotentRequest request) {
        return new ResponseSeal(HexFormat.of().parseHex(request.responseKey()));
    }

    /** The seal of anyone who has this secret of 32 bytes. */
    static ResponseSeal of(byte[] secret) {
        return new ResponseSeal(secret);
    }

    /** The nonce, and the encrypted bytes with their tag. */
    byte[] seal(byte[] bytes) {
        byte[] nonce = new byte[NONCE_BYTES];
        // No constant: a native image would have its seed.
        new SecureRandom().nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(bytes);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES", impossible);
        }
    }

    /** Throws IllegalStateException if another request has sealed them, or somebody has changed them. */
    byte[] open(byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES))
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new IllegalStateException("the stored response cannot be opened", broken);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
