package dev.tollgate.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the gateway logs, from environment variables such as {@code TOLLGATE_LOG_FORMAT}. */
@ConfigMapping(prefix = "tollgate.log")
public interface LogConfig {

    /** {@code text} for people, or {@code json} with one line for each event; the case does not matter, as in Lambda. */
    @WithDefault("text")
    String format();
}
