package dev.tollgate.guardrail;

import java.util.Map;

/** Port: the content policies in force, by name. */
public interface ContentPolicies {

    /**
     * The policies now.
     *
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    Map<String, ContentPolicy> current();
}
