package dev.tollgate.failover;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a target may keep the call waiting.
 *
 * @param silence the longest silence before its first token
 * @param firstTokenBy when a streamed response must have started
 * @param idle the longest silence after its first token
 * @param wholeBy when a response in one piece must be there
 */
public record AttemptTimeouts(Duration silence, Instant firstTokenBy, Duration idle, Instant wholeBy) {}
