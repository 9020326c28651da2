package dev.tollgate.admin.access;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.auth.ApiKey;

/** Which keys an administrator sees and changes: all, those of their teams, or their own. */
public record KeyScope(Administrator administrator) {
    /** The tag that names who a key belongs to. */
    public static final String OWNER = "owner";

    /** The tag that names the team of a key. */
    public static final String TEAM = "team";

    /** Whether the key is for this administrator. What others have does not exist for them. */
    public boolean sees(ApiKey key) {
        return switch (administrator.role()) {
            case ADMIN, VIEWER, FINANCE -> true;
            case TEAM_ADMIN -> inOwnTeam(key);
            case DEVELOPER ->
                inOwnTeam(key) && administrator.subject().equals(key.tags().get(OWNER));
        };
    }

    /**
     * Requires that the administrator sees the key.
     *
     * @throws AdminException as if there were no such key
     */
    public void require(ApiKey key) {
        if (!sees(key)) {
            throw KeyDirectory.missing(key.id());
        }
    }

    /**
     * Requires that the administrator may leave a key like this behind.
     *
     * @throws AdminException if it would be of another team, or of another owner
     */
    public void requireOwn(ApiKey key) {
        if (!sees(key)) {
            throw new AdminException(
                            AdminErrorKind.FORBIDDEN,
                            administrator.role() == Role.DEVELOPER
                                    ? "A developer's key belongs to one of their teams, and to themselves."
                                    : "A team admin's key belongs to one of their teams.")
                    .of(TEAM);
        }
    }

    private boolean inOwnTeam(ApiKey key) {
        return key.team().filter(administrator.teams()::contains).isPresent();
    }
}
