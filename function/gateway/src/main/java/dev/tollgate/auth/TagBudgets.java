package dev.tollgate.auth;

import java.util.List;
import java.util.Map;

/** Port: finds the budgets that keys with the same tag share, such as a team's. */
public interface TagBudgets {

    /** The budgets in force, by the tag as {@code name=value}. */
    Map<String, List<Budget>> current();
}
