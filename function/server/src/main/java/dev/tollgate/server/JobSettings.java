package dev.tollgate.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often this server repeats a job, from environment variables. */
@ConfigMapping(prefix = "tollgate.jobs")
public interface JobSettings {

    /** How often it looks at the providers' batches. The function's schedule can do so once per minute at most. */
    @WithDefault("60s")
    Duration followBatches();
}
