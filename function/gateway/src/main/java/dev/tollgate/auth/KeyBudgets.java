package dev.tollgate.auth;

import java.util.List;
import java.util.Map;

/** Port: finds the budgets of all keys. */
public interface KeyBudgets {

    /**
     * The budgets of each key that has some, by its id. It reads all keys, so it is for jobs only.
     *
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    Map<String, List<Budget>> byKey();
}
