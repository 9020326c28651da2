package dev.tollgate.admin.oidc;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.admin.access.Role;
import dev.tollgate.jwt.TokenClaims;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes an administrator of what a verified token says. Nobody has a role that the settings do not give. */
final class RoleMapping {
    /** The value that everybody has. */
    private static final String EVERYBODY = "*";

    private final OidcSettings settings;
    private final Map<Role, Set<String>> values = new LinkedHashMap<>();

    /** The role that may do more comes first. */
    RoleMapping(OidcSettings settings) {
        this.settings = settings;
        OidcSettings.RoleValues roles = settings.roles();
        values.put(Role.ADMIN, roles.admin().orElse(Set.of()));
        values.put(Role.TEAM_ADMIN, roles.teamAdmin().orElse(Set.of()));
        values.put(Role.VIEWER, roles.viewer().orElse(Set.of()));
        values.put(Role.FINANCE, roles.finance().orElse(Set.of()));
        values.put(Role.DEVELOPER, roles.developer().orElse(Set.of()));
    }

    /**
     * The administrator that the claims describe.
     *
     * @throws AdminException if they give no role
     */
    Administrator administrator(TokenClaims claims) {
        String subject = claims.subject(settings.subjectClaim());
        List<String> named = claims.texts(settings.rolesClaim());
        Role role = values.entrySet().stream()
                .filter(entry ->
                        entry.getValue().contains(EVERYBODY) || named.stream().anyMatch(entry.getValue()::contains))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.FORBIDDEN,
                        "You have no role here: no value of your claim '" + settings.rolesClaim()
                                + "' is one of TOLLGATE_ADMIN_OIDC_ROLES_…"));
        return new Administrator(
                subject,
                Optional.of(claims.texts(settings.nameClaim()))
                        .filter(names -> !names.isEmpty())
                        .map(List::getFirst)
                        .orElse(subject),
                role,
                role.ofTeams() ? Set.copyOf(claims.texts(settings.teamsClaim())) : Set.of(),
                LoginMethod.OIDC);
    }
}
