package dev.tollgate.fake;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.TokenCallers;
import dev.tollgate.auth.TokenIdentity;
import java.util.Optional;

/** A gateway without an issuer of tokens. */
public final class NoTokenCallers implements TokenCallers {

    @Override
    public Optional<ApiKey> authenticate(String token) {
        return Optional.empty();
    }

    @Override
    public ApiKey client(TokenIdentity identity) {
        throw new IllegalStateException("there is no issuer");
    }
}
