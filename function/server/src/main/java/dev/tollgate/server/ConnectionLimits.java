package dev.tollgate.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What clients may do with their connections, from environment variables such as {@code TOLLGATE_SERVER_HEAD_TIMEOUT}. */
@ConfigMapping(prefix = "tollgate.server")
public interface ConnectionLimits {

    /** How many connections may be open. Further ones are closed at once. */
    @WithDefault("10000")
    int maxConnections();

    /** How many requests one HTTP/2 connection may have in progress. */
    @WithDefault("256")
    int maxStreams();

    /** How many headers a request may have. */
    @WithDefault("200")
    int maxHeaders();

    /** The time for the head of a request, from the connection or from the head's first byte on. */
    @WithDefault("20s")
    Duration headTimeout();

    /** The time for the body of a request, from the end of its head on. */
    @WithDefault("60s")
    Duration bodyTimeout();

    /** How long a connection may be open without a request. Longer than a load balancer's 60 s, so that that one closes first. */
    @WithDefault("75s")
    Duration idleTimeout();
}
