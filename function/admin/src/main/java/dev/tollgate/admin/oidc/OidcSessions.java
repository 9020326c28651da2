package dev.tollgate.admin.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.admin.access.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Sessions of browsers, which the browsers keep themselves: the server has nothing to store, and nothing to look up. */
final class OidcSessions {
    private static final String USE = "session";

    /** Browsers drop cookies of more than 4,096 bytes without a word. */
    private static final int LONGEST = 3_800;

    private final SealedJson seal;
    private final Clock clock;

    OidcSessions(SealedJson seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** A session that ends at this instant. Throws AdminException if the administrator has too many teams for a cookie. */
    String seal(Administrator administrator, Instant end) {
        ObjectNode session = JsonNodeFactory.instance
                .objectNode()
                .put("subject", administrator.subject())
                .put("name", administrator.name())
                .put("role", administrator.role().name())
                .put("end", end.getEpochSecond());
        ArrayNode teams = session.putArray("teams");
        administrator.teams().forEach(teams::add);
        String sealed = seal.seal(USE, session);
        if (sealed.length() > LONGEST) {
            throw new AdminException(
                    AdminErrorKind.FORBIDDEN,
                    "Your token names more teams than a session can hold. Use a token instead.");
        }
        return sealed;
    }

    /** The administrator of a session that has not ended. */
    Optional<Administrator> open(String sealed) {
        return seal.open(USE, sealed).filter(this::lasts).map(OidcSessions::administrator);
    }

    private boolean lasts(JsonNode session) {
        return session.path("end").asLong() > clock.instant().getEpochSecond();
    }

    private static Administrator administrator(JsonNode session) {
        Set<String> teams = new HashSet<>();
        session.path("teams").forEach(team -> teams.add(team.asText()));
        return new Administrator(
                session.path("subject").asText(),
                session.path("name").asText(),
                Role.valueOf(session.path("role").asText()),
                teams,
                LoginMethod.OIDC);
    }
}
