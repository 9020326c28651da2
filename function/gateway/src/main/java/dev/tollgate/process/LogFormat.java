package dev.tollgate.process;

import dev.tollgate.config.LogConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.Logger;

/**
 * Gives the log the format of the settings. The lines of calls and sweeps have handlers of their own, and are JSON in either format:
 * metrics are made of them.
 */
@Singleton
final class LogFormat {
    private static final String TEXT = "text";
    private static final String JSON = "json";

    private final LogConfig config;

    LogFormat(LogConfig config) {
        this.config = config;
    }

    void apply(@Observes StartupEvent starting) {
        if (config.format().equalsIgnoreCase(JSON)) {
            format(Logger.getLogger("").getHandlers());
        } else if (!config.format().equalsIgnoreCase(TEXT)) {
            throw new IllegalArgumentException("TOLLGATE_LOG_FORMAT: expected text or json, got " + config.format());
        }
    }

    /** Quarkus' own handler holds the one that writes. */
    private static void format(Handler... handlers) {
        for (Handler handler : handlers) {
            if (handler instanceof ExtHandler group && group.getHandlers().length > 0) {
                format(group.getHandlers());
            } else {
                handler.setFormatter(new JsonLogFormatter());
            }
        }
    }
}
