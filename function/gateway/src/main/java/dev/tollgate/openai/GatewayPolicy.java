package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What holds for every request of a gateway.
 *
 * @param require what must be known of whoever gets a prompt, whatever key or alias is used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayPolicy(Requirements require) {

    /** Anybody may get a prompt. */
    public static final GatewayPolicy NONE = new GatewayPolicy(null);

    public GatewayPolicy {
        require = require == null ? Requirements.NONE : require;
    }
}
