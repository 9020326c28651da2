package dev.tollgate.admin.oidc;

import dev.tollgate.parse.Sha256Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What proves that the client that exchanges a code is the one that began the login (https://www.rfc-editor.org/rfc/rfc7636#section-4.2). */
public final class CodeChallenge {
    private CodeChallenge() {}

    /** The challenge of a proof, by the method {@code S256}. */
    public static String of(String proof) {
        byte[] digest = Sha256Digest.of(proof.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
