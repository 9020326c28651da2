package dev.tollgate.cli.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ChangeAuthor;
import java.util.List;
import java.util.Optional;

/** Port: single aliases, providers, content policies and teams. */
public interface EntryAdministration {
    /** What there is, named as in the admin API. */
    enum EntryKind {
        ALIASES("alias"),
        PROVIDERS("provider"),
        POLICIES("policy"),
        TEAMS("team");

        private final String noun;

        EntryKind(String noun) {
            this.noun = noun;
        }

        /** A single one. */
        public String noun() {
            return noun;
        }
    }

    /** All of a kind, ordered by name. */
    List<ObjectNode> list(EntryKind kind);

    /** One of them; empty if there is none of this name. */
    Optional<ObjectNode> find(EntryKind kind, String name);

    /**
     * Creates or replaces one.
     *
     * @param fields of a team, or the definition as a {@code tollgate.yaml} has it
     * @param seen the document that it replaces; empty for a new one
     * @throws dev.tollgate.admin.AdminException if the fields are wrong, or if somebody else was faster
     */
    ObjectNode put(EntryKind kind, String name, ObjectNode fields, Optional<ObjectNode> seen, ChangeAuthor author);

    /**
     * Removes one.
     *
     * @param force also if keys lose it
     * @throws dev.tollgate.admin.AdminException {@code CONFLICT} with the names of those that need it
     */
    void delete(EntryKind kind, String name, ObjectNode seen, boolean force, ChangeAuthor author);
}
