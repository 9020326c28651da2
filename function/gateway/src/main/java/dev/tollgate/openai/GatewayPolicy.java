package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The policy that applies to every request of a gateway.
 *
 * @param require what every provider must meet, whatever key or alias the caller uses
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayPolicy(RoutingRequirements require) {

    /** A policy without requirements. */
    public static final GatewayPolicy NONE = new GatewayPolicy(RoutingRequirements.NONE);

    public GatewayPolicy {
        require = require == null ? RoutingRequirements.NONE : require;
    }
}
