package dev.tollgate.admin.access;

import dev.tollgate.auth.KeyHash;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** One token for one administrator who may do everything: for a laptop, or for a first login. */
@Singleton
public final class LocalTokenSource implements AdministratorSource {
    /** As long as a secret of 24 random bytes in Base64, which nobody guesses. */
    private static final int SHORTEST = 32;

    private static final Administrator ADMINISTRATOR =
            new Administrator("local", "Local administrator", Role.ADMIN, Set.of(), LoginMethod.TOKEN);

    private final Optional<KeyHash> token;

    LocalTokenSource(AdminSettings settings) {
        this.token = settings.token().map(LocalTokenSource::checked).map(KeyHash::of);
    }

    private static String checked(String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    AdminSettings.TOKEN + ": expected at least " + SHORTEST + " characters, got " + token.length());
        }
        return token;
    }

    @Override
    public Optional<LoginMethod> offered() {
        return token.map(_ -> LoginMethod.TOKEN);
    }

    @Override
    public Optional<Administrator> identify(HttpServerRequest request) {
        return token.flatMap(expected -> BearerToken.of(request)
                .map(KeyHash::of)
                .filter(expected::matches)
                .map(_ -> ADMINISTRATOR));
    }
}
