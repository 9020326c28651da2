package dev.tollgate.health;

import java.time.Duration;

/**
 * How quick a streamed answer was.
 *
 * @param firstToken from the question to the first token
 * @param tokens how many came
 * @param rest how long they took from then on
 */
public record ResponseLatency(Duration firstToken, long tokens, Duration rest) {}
