package dev.tollgate.cli.login;

import dev.tollgate.store.SigningScope;
import java.net.URI;
import java.util.Map;

/** Proves with AWS credentials who sends a request. */
@FunctionalInterface
interface RequestSigner {
    /**
     * The headers of the signed request.
     *
     * @param headers those that the signature covers, too
     * @param scope what the signature is valid for
     */
    Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body, SigningScope scope);
}
