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
import org.jspecify.annotations.Nullable;

/** Makes an administrator of what a verified token says. Nobody has a role that neither the settings nor a team give. */
final class RoleMapping {
    /** The value that everybody has. */
    private static final String EVERYBODY = "*";

    /** The roles of members, the one that may do more first: it includes the others. */
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
     * The administrator that the claims and the teams describe. One role counts, the first that somebody has; one that is bound to teams
     * holds for those in which the person has it, or one that includes it.
     *
     * @throws AdminException if nothing gives a role
     */
    Administrator administrator(TokenClaims claims) {
        String subject = claims.subject(settings.subjectClaim());
        Set<Role> claimed = claimed(claims.texts(settings.rolesClaim()));
        Role role = values.keySet().stream()
                .filter(known -> claimed.contains(known)
                        || !memberships(subject, Set.of(known)).isEmpty())
                .findFirst()
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
                role.ofTeams() ? teams(subject, role, claimed.contains(role) ? claims : null) : Set.of(),
                LoginMethod.OIDC);
    }

    private Set<Role> claimed(List<String> named) {
        return values.entrySet().stream()
                .filter(entry ->
                        entry.getValue().contains(EVERYBODY) || named.stream().anyMatch(entry.getValue()::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The teams of the claim belong to the role of the claims: a member of one team is not the admin of all. */
    private Set<String> teams(String subject, Role role, @Nullable TokenClaims claims) {
        Set<String> all = new HashSet<>(claims == null ? List.of() : claims.texts(settings.teamsClaim()));
        all.addAll(memberships(subject, Set.copyOf(OF_MEMBERS.subList(0, OF_MEMBERS.indexOf(role) + 1))));
        return all;
    }

    /** The teams in which the subject is a member with one of these roles. */
    private Set<String> memberships(String subject, Set<Role> roles) {
        return teams.current().values().stream()
                .filter(team -> team.members().stream()
                        .anyMatch(member -> member.subject().equals(subject)
                                && roles.stream()
                                        .anyMatch(role -> OF_MEMBERS.contains(role)
                                                && role.text().equals(member.role()))))
                .map(Team::id)
                .collect(Collectors.toSet());
    }
}
