package dev.tollgate.server;

import dev.tollgate.config.GatewayConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Says what has been started, begins to sweep, and waits for the end. Quarkus runs it when the port is open. */
public final class ServerApplication implements QuarkusApplication {
    private final ServerSettings settings;
    private final GatewayConfig config;
    private final ManifestStartup configuration;
    private final RecurringJobs recurringJobs;

    ServerApplication(
            ServerSettings settings, GatewayConfig config, ManifestStartup configuration, RecurringJobs recurringJobs) {
        this.settings = settings;
        this.config = config;
        this.configuration = configuration;
        this.recurringJobs = recurringJobs;
    }

    @Override
    public int run(String... arguments) {
        System.out.println(new WelcomeBanner(settings, config, configuration.applied()).text());
        recurringJobs.begin();
        Quarkus.waitForExit();
        return 0;
    }
}
