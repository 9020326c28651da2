package dev.tollgate.admin.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.auth.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which keys an administrator sees and changes: all, those of their teams, or their own. */
public record KeyScope(Administrator administrator) {
    /** The tag that names who a key belongs to. */
    public static final String OWNER = "owner";

    /** The tag that names the team of a key. */
    public static final String TEAM = "team";

    /** What a developer may set of their own keys: nothing that somebody else may have set to bound them. */
    private static final Set<String> OF_DEVELOPERS =
            Set.of("aliases", "limits", "expires", "usage_cost", "drop_unsupported", "cache");

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

    /** Requires that the fields are ones that this administrator may change. */
    public void requireFields(ObjectNode change) {
        requireAmong(OF_DEVELOPERS, change, "A developer may change only ");
    }

    /** Requires that the fields are ones that this administrator may give a new key. */
    public void requireNewFields(ObjectNode fields) {
        Set<String> known = new TreeSet<>(OF_DEVELOPERS);
        known.addAll(List.of("id", TEAM, OWNER));
        requireAmong(known, fields, "A developer's new key has only ");
    }

    private void requireAmong(Set<String> known, ObjectNode fields, String what) {
        if (administrator.role() == Role.DEVELOPER) {
            fields.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    throw forbidden(name, what + String.join(", ", new TreeSet<>(known)) + ".");
                }
            });
        }
    }

    /** Gives a developer's new key its owner: nobody else can be one. */
    public void fillOwner(ObjectNode fields) {
        JsonNode owner = fields.get(OWNER);
        if (administrator.role() == Role.DEVELOPER && (owner == null || owner.isNull())) {
            fields.put(OWNER, administrator.subject());
        }
    }

    /** Requires that a developer's change takes rights away, and gives none. */
    public void requireNarrower(ApiKey before, ApiKey after) {
        if (administrator.role() != Role.DEVELOPER) {
            return;
        }
        Instant end = before.expires();
        if (end != null && (after.expires() == null || after.expires().isAfter(end))) {
            throw forbidden("expires", "A developer may let a key expire earlier, and not later.");
        }
        if (!after.limits().within(before.limits())) {
            throw forbidden("limits", "A developer may lower the limits of a key, and not raise them.");
        }
        if (!before.aliases().isEmpty()
                && (after.aliases().isEmpty() || !before.aliases().containsAll(after.aliases()))) {
            throw forbidden("aliases", "A developer may take aliases from a key, and not add any.");
        }
    }

    /** Whether somebody else than this developer was the last to change a key. It is nobody else for other roles. */
    public boolean changedByOther(String lastBy) {
        return administrator.role() == Role.DEVELOPER && !lastBy.equals(administrator.subject());
    }

    /** Requires that a developer was the last to change a key: what somebody else has disabled stays disabled. */
    public void requireSelf(String lastBy) {
        if (changedByOther(lastBy)) {
            throw forbidden("id", "Somebody else has changed this key. Ask an admin of the team to enable it.");
        }
    }

    private static AdminException forbidden(String field, String why) {
        return new AdminException(AdminErrorKind.FORBIDDEN, why).of(field);
    }

    private boolean inOwnTeam(ApiKey key) {
        return key.team().filter(administrator.teams()::contains).isPresent();
    }
}
