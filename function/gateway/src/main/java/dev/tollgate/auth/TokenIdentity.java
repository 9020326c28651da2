package dev.tollgate.auth;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls with a token of the operator's issuer in place of a key, in the words of that token.
 *
 * @param subject the caller at the issuer
 * @param team what chooses the {@link CallerTemplate}
 * @param aliases the names that the token allows; empty if it does not say
 */
public record TokenIdentity(String subject, String team, Set<String> aliases) implements CallerReference {
    static final String SUBJECT_TAG = "subject";
    static final String TEAM_TAG = "team";

    public TokenIdentity {
        aliases = Set.copyOf(aliases);
    }

    /** The identity that a {@link CallerTemplate} has put into this key; empty for a key with a secret. */
    static Optional<TokenIdentity> of(ApiKey key) {
        return CallerTemplate.made(key)
                ? Optional.of(new TokenIdentity(
                        key.tags().getOrDefault(SUBJECT_TAG, ""), key.tags().getOrDefault(TEAM_TAG, ""), key.aliases()))
                : Optional.empty();
    }
}
