package dev.tollgate.auth;

import java.util.Optional;

/**
 * Whose spending a budget bounds.
 *
 * @param id the id of a key, or a tag as {@code name=value}
 */
public record BudgetOwner(Kind kind, String id) {
    private static final String TEAM = "team=";

    /** What can have a budget. */
    public enum Kind {
        KEY,
        TAG
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

    /** The team whose keys these are; empty for a key and for any other tag. */
    public Optional<String> team() {
        return kind == Kind.TAG && id.startsWith(TEAM) ? Optional.of(id.substring(TEAM.length())) : Optional.empty();
    }

    /** The name in the store. */
    public String place() {
        return kind.name() + "#" + id;
    }

    /** The name for people: {@code key team-a}, or the tag. */
    public String words() {
        return kind == Kind.KEY ? "key " + id : id;
    }
}
