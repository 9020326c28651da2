package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy that applies to every request of a gateway.
 *
 * @param require what every provider must meet, whatever key or alias the caller uses
 * @param dropUnsupported whether the gateway drops all fields that a target does not support, or none, where neither key
 *     nor alias says so; where absent, it drops hints
 * @param policies the names of the content policies that apply to every request
 * @param responses whether responses of the Responses API are stored, where a key does not say so; absent for no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayPolicy(
        RoutingRequirements require,
        @JsonProperty("drop_unsupported") @Nullable Boolean dropUnsupported,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> policies,
        @Nullable ResponseStatePolicy responses) {

    /** A policy without requirements. */
    public static final GatewayPolicy NONE = new GatewayPolicy(RoutingRequirements.NONE);

    /** A policy that does not say what happens to unsupported fields. */
    public GatewayPolicy(RoutingRequirements require) {
        this(require, null);
    }

    /** A policy without content policies. */
    public GatewayPolicy(RoutingRequirements require, @Nullable Boolean dropUnsupported) {
        this(require, dropUnsupported, List.of(), null);
    }

    public GatewayPolicy {
        require = require == null ? RoutingRequirements.NONE : require;
        policies = policies == null ? List.of() : List.copyOf(policies);
    }
}
