package dev.tollgate.admin.oidc;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.admin.access.Role;
import dev.tollgate.auth.Team;
import dev.tollgate.auth.Teams;
import dev.tollgate.jwt.TokenClaims;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes an administrator of what a verified token says. Nobody has a role that neither the settings nor a team give. */
final class RoleMapping {
    /** The value that everybody has. */
    private static final String EVERYBODY = "*";

    /** A member who only views has no such role: it would not be bound to the team. */
    private static final List<Role> OF_MEMBERS = List.of(Role.TEAM_ADMIN, Role.DEVELOPER);

    private final OidcSettings settings;
    private final Teams teams;
    private final Map<Role, Set<String>> values = new LinkedHashMap<>();

    /** The role that may do more comes first. */
    RoleMapping(OidcSettings settings, Teams teams) {
        this.settings = settings;
        this.teams = teams;
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
                .or(() -> OF_MEMBERS.stream()
                        .filter(known -> !memberships(subject, known).isEmpty())
                        .findFirst())
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.FORBIDDEN,
                        "You have no role here: no value of your claim '" + settings.rolesClaim()
                                + "' is one of TOLLGATE_ADMIN_OIDC_ROLES_…, and no team has you as a member."));
        return new Administrator(
                subject,
                Optional.of(claims.texts(settings.nameClaim()))
                        .filter(names -> !names.isEmpty())
                        .map(List::getFirst)
                        .orElse(subject),
                role,
                role.ofTeams() ? teams(subject, role, claims) : Set.of(),
                LoginMethod.OIDC);
    }

    private Set<String> teams(String subject, Role role, TokenClaims claims) {
        Set<String> all = new HashSet<>(claims.texts(settings.teamsClaim()));
        all.addAll(memberships(subject, role));
        return all;
    }

    /** The teams that have this member. */
    private Set<String> memberships(String subject, Role role) {
        Team.Member member = new Team.Member(subject, role.text());
        return teams.current().values().stream()
                .filter(team -> team.members().contains(member))
                .map(Team::id)
                .collect(Collectors.toSet());
    }
}
