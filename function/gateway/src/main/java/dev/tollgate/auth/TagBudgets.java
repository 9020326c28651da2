package dev.tollgate.auth;

import java.util.List;
import java.util.Map;

/** Port: the budgets that keys share because of a tag, such as their team's. */
public interface TagBudgets {

    /** The budgets in force, by {@code name=value} of the tag. */
    Map<String, List<Budget>> current();
}
