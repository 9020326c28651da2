package dev.tollgate.admin.access;

import java.util.Locale;

/** What an administrator may do. Each method of the admin API names the roles that may call it. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** The keys, the settings, the usage and the budgets of their own teams. */
    TEAM_ADMIN,
    /** Their own keys, within the bounds of their teams, and their teams' usage. */
    DEVELOPER,
    /** Reads everything except the audit trail. */
    VIEWER,
    /** Reads usage, requests, budgets, prices and teams. */
    FINANCE;

    /** The name in JSON, such as {@code team_admin}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the role is bound to the teams of its administrator. */
    public boolean ofTeams() {
        return this == TEAM_ADMIN || this == DEVELOPER;
    }
}
