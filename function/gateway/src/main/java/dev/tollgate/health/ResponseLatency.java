package dev.tollgate.health;

import java.time.Duration;

/**
 * How fast a response was streamed.
 *
 * @param firstToken the time from the request to the first token
 * @param tokens the number of tokens
 * @param rest the time from the first token to the last
 */
public record ResponseLatency(Duration firstToken, long tokens, Duration rest) {}
