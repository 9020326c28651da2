package dev.tollgate.failover;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a target may keep the call waiting.
 *
 * @param silence the longest silence before its first token
 * @param firstTokenBy when a streamed response must have started
 * @param wholeBy when a response in one piece must be there
 */
public record AttemptTimeouts(Duration silence, Instant firstTokenBy, Instant wholeBy) {}
