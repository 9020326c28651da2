package dev.tollgate.auth;

import java.util.Optional;

/**
 * Whose spending a budget bounds.
 *
 * @param id the id of a key, a tag as {@code name=value}, or the id of a key with the name of its end user
 */
public record BudgetOwner(Kind kind, String id) {
    private static final String TEAM = "team=";

    /** What can have a budget. */
    public enum Kind {
        KEY,
        TAG,
        /** One end user of one key. */
        END_USER
    }

    /** A key, or a caller with a token. */
    public static BudgetOwner key(String id) {
        return new BudgetOwner(Kind.KEY, id);
    }

    /** All keys with a tag. */
    public static BudgetOwner tag(String tag) {
        return new BudgetOwner(Kind.TAG, tag);
    }

    /** All keys of a team. */
    public static BudgetOwner team(String id) {
        return tag(TEAM + id);
    }

    /** An end user of a key. Another key's end user of the same name is somebody else. */
    public static BudgetOwner endUser(String keyId, String user) {
        return new BudgetOwner(Kind.END_USER, keyId + "#" + user);
    }

    /** The team whose keys these are; empty for a key and for any other tag. */
    public Optional<String> team() {
        return kind == Kind.TAG && id.startsWith(TEAM) ? Optional.of(id.substring(TEAM.length())) : Optional.empty();
    }

    /** The key whose end user it is; empty for any other owner. */
    public Optional<String> keyOfEndUser() {
        return kind == Kind.END_USER ? Optional.of(id.substring(0, id.indexOf('#'))) : Optional.empty();
    }

    /** The id without that of the key. */
    public String name() {
        return kind == Kind.END_USER ? id.substring(id.indexOf('#') + 1) : id;
    }

    /** The name in the store. */
    public String place() {
        return kind.name() + "#" + id;
    }

    /** The name for people: {@code key team-a}, or the tag. */
    public String words() {
        return switch (kind) {
            case KEY -> "key " + id;
            case TAG -> id;
            case END_USER -> "end user " + name();
        };
    }
}
