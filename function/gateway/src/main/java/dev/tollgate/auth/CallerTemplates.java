package dev.tollgate.auth;

import java.util.Map;

/** Port: finds what callers with a token may do. */
public interface CallerTemplates {

    /**
     * The templates in force, by team.
     *
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE} if the store does not answer
     */
    Map<String, CallerTemplate> current();
}
