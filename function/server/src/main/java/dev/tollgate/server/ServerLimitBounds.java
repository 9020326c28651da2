package dev.tollgate.server;

import dev.tollgate.config.SettingBounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Refuses to start with limits of the server that nobody can mean, as {@link SettingBounds} does with the gateway's settings. */
@ApplicationScoped
public class ServerLimitBounds {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int MOST_CONNECTIONS = 10_000_000;
    private static final int MOST_STREAMS = 1_000_000;
    private static final int MOST_HEADERS = 100_000;

    void check(@Observes StartupEvent start, ConnectionLimits limits, JobSettings jobs) {
        check(limits, jobs);
    }

    /** Throws an {@link IllegalArgumentException} that names the variable, its bounds and its value. */
    static void check(ConnectionLimits limits, JobSettings jobs) {
        SettingBounds.number("server.max-connections", limits.maxConnections(), 1, MOST_CONNECTIONS);
        SettingBounds.number("server.max-streams", limits.maxStreams(), 1, MOST_STREAMS);
        SettingBounds.number("server.max-headers", limits.maxHeaders(), 1, MOST_HEADERS);
        SettingBounds.duration("server.head-timeout", limits.headTimeout(), SHORTEST);
        SettingBounds.duration("server.body-timeout", limits.bodyTimeout(), SHORTEST);
        SettingBounds.duration("server.idle-timeout", limits.idleTimeout(), SHORTEST);
        SettingBounds.duration("jobs.follow-batches", jobs.followBatches(), SHORTEST);
    }
}
