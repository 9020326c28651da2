package dev.tollgate.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.Sha256Digest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What callers of one team may do who have a token of the operator's issuer, and no key.
 *
 * @param team the value of the team's claim, or {@link #ANY_TEAM}
 * @param per who counts as one client
 * @param key the rights of each client. Its id and its hash are never those of a caller
 */
public record CallerTemplate(String team, Per per, ApiKey key) {
    /** The template for teams without one of their own. */
    public static final String ANY_TEAM = "*";

    /** Tags that come from the token. */
    public static final Set<String> TOKEN_TAGS = Set.of(TokenIdentity.TEAM_TAG, TokenIdentity.SUBJECT_TAG);

    /** The id of a key from the file has no colon, so no such key can be mistaken for a caller with a token. */
    private static final String SUBJECT_PREFIX = "jwt:";

    private static final String TEAM_PREFIX = "jwt-team:";

    /** Who shares limits, budgets and stored responses. */
    public enum Per {
        /** Each subject is a client of its own. */
        @JsonProperty("subject")
        SUBJECT,
        /** All subjects of the team are one client. */
        @JsonProperty("team")
        TEAM
    }

    /** The template whose hash is no secret's: a header cannot contain a line break. */
    public static KeyHash keyHash(String id) {
        return new KeyHash(Sha256Digest.hexOf("jwt\n" + id));
    }

    /** Whether this key was made by {@link #client}. */
    static boolean made(ApiKey key) {
        return key.id().startsWith(SUBJECT_PREFIX) || key.id().startsWith(TEAM_PREFIX);
    }

    /**
     * The client that this identity is.
     *
     * @throws GatewayException {@code PERMISSION_DENIED} if the team is disabled, or if token and team have no alias in common
     */
    public ApiKey client(TokenIdentity identity) {
        if (key.disabled()) {
            throw new GatewayException(
                    ErrorKind.PERMISSION_DENIED, "The team '" + identity.team() + "' of your token is disabled.");
        }
        String id =
                switch (per) {
                    case SUBJECT -> SUBJECT_PREFIX + SafeName.of(identity.subject());
                    case TEAM -> TEAM_PREFIX + SafeName.of(identity.team());
                };
        Map<String, String> tags = new HashMap<>(key.tags());
        tags.put(TokenIdentity.TEAM_TAG, identity.team());
        tags.put(TokenIdentity.SUBJECT_TAG, identity.subject());
        return key.toBuilder()
                .id(id)
                .keyHash(keyHash(id))
                .aliases(aliases(identity))
                .tags(tags)
                .build();
    }

    private Set<String> aliases(TokenIdentity identity) {
        if (identity.aliases().isEmpty() || key.aliases().isEmpty()) {
            return identity.aliases().isEmpty() ? key.aliases() : identity.aliases();
        }
        Set<String> both = new HashSet<>(key.aliases());
        both.retainAll(identity.aliases());
        // An empty set would mean all.
        return Optional.of(both)
                .filter(common -> !common.isEmpty())
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.PERMISSION_DENIED,
                        "Your token allows no alias that the team '" + identity.team() + "' may use."));
    }
}
