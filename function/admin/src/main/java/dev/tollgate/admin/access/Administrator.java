package dev.tollgate.admin.access;

import java.util.Set;

/**
 * Who calls the admin API.
 *
 * @param subject who it is, the same at every login: the owner of a key, and the actor of an audit record
 * @param name for people to read
 * @param teams the ids of the teams that the role is bound to; empty for a role that is not
 */
public record Administrator(String subject, String name, Role role, Set<String> teams, LoginMethod login) {

    public Administrator {
        teams = Set.copyOf(teams);
    }
}
