package dev.tollgate.cli.login;

import java.net.URI;
import java.util.Map;

/** Proves with AWS credentials who sends a request. */
@FunctionalInterface
interface RequestSigner {
    /**
     * The headers of the signed request.
     *
     * @param headers those that the signature covers, too
     * @param region of the API
     */
    Map<String, String> headers(String method, URI uri, Map<String, String> headers, byte[] body, String region);
}
