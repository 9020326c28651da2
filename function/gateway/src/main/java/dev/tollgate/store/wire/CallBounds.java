package dev.tollgate.store.wire;

import java.time.Duration;

/**
 * The time-outs of the client. ADR 4 explains the numbers, and ADR 34 the last one.
 *
 * @param connect for a new connection
 * @param attempt for one request, which is then sent again
 * @param call for all attempts together
 * @param maxIdle the longest pause after which open connections are used again
 */
public record CallBounds(Duration connect, Duration attempt, Duration call, Duration maxIdle) {}
