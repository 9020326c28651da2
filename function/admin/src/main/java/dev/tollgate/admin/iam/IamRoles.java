package dev.tollgate.admin.iam;

import dev.tollgate.admin.access.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which AWS identity has which role. */
final class IamRoles {
    /** A user, or all sessions of a role, or one of them. No other wildcard: a prefix would name roles that are yet to be created. */
    private static final Pattern IDENTITY =
            Pattern.compile("arn:aws[a-z-]*:(?:iam::\\d{12}:user|sts::\\d{12}:assumed-role)/[\\w+=,.@/-]+(?:/\\*)?");

    private static final String SESSIONS = "/*";

    private final Map<Role, Set<String>> identities = new LinkedHashMap<>();

    /** Throws IllegalArgumentException if a setting is no identity. */
    IamRoles(IamSettings settings) {
        identities.put(Role.ADMIN, checked("TOLLGATE_ADMIN_IAM_ADMIN", settings.admin()));
        identities.put(Role.VIEWER, checked("TOLLGATE_ADMIN_IAM_VIEWER", settings.viewer()));
        identities.put(Role.FINANCE, checked("TOLLGATE_ADMIN_IAM_FINANCE", settings.finance()));
    }

    private static Set<String> checked(String setting, Optional<Set<String>> arns) {
        arns.orElse(Set.of()).forEach(arn -> {
            if (!IDENTITY.matcher(arn).matches()) {
                throw new IllegalArgumentException(setting
                        + ": expected arn:aws:iam::ACCOUNT:user/NAME, or arn:aws:sts::ACCOUNT:assumed-role/NAME/* for all"
                        + " sessions of a role, got " + arn);
            }
        });
        return arns.orElse(Set.of());
    }

    /** The role of an identity, the one that may do most; empty if nobody gave it one. */
    Optional<Role> of(String arn) {
        return identities.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(known -> names(known, arn)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean names(String known, String arn) {
        if (!known.endsWith(SESSIONS)) {
            return known.equals(arn);
        }
        String role = known.substring(0, known.length() - 1);
        return arn.startsWith(role) && arn.length() > role.length() && arn.indexOf('/', role.length()) < 0;
    }
}
