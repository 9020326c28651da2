package dev.tollgate.failover;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.route.Target;
import java.time.Duration;

/**
 * Which target the gateway itself calls, what for, and how long that may take.
 *
 * @param timeout never ends after the deadline of the client's call
 */
public record SideTask(Target target, AttemptPurpose purpose, Duration timeout) {}
