package dev.tollgate.metering;

import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Target;

/**
 * A call of the gateway's own that a request brings with it, such as a scan of its content.
 *
 * @param request the longest that the target may get
 */
public record PlannedCall(Target target, ModelRequest request) {}
