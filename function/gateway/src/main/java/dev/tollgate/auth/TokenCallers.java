package dev.tollgate.auth;

import java.util.Optional;

/** Port: the callers who present a token of the operator's issuer in place of a key. */
public interface TokenCallers {

    /**
     * The client whose token this is; empty if the text is no token, or if the operator has no issuer.
     *
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_API_KEY} for a token that proves nothing,
     *     {@code PERMISSION_DENIED} for one of a team without rights, {@code ISSUER_UNAVAILABLE} if the issuer's keys could never
     *     be read, {@code STORE_UNAVAILABLE}. The message never quotes the token
     */
    Optional<ApiKey> authenticate(String token);

    /**
     * The client with this identity, whose token was verified before.
     *
     * @throws dev.tollgate.openai.GatewayException {@code PERMISSION_DENIED}, {@code STORE_UNAVAILABLE}
     */
    ApiKey client(TokenIdentity identity);
}
