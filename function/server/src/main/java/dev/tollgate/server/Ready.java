package dev.tollgate.server;

import dev.tollgate.config.GatewayConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Says what has been started, and waits for the end. Quarkus runs it when the port is open. */
public final class Ready implements QuarkusApplication {
    private final Settings settings;
    private final GatewayConfig config;
    private final Configuration configuration;

    Ready(Settings settings, GatewayConfig config, Configuration configuration) {
        this.settings = settings;
        this.config = config;
        this.configuration = configuration;
    }

    @Override
    public int run(String... arguments) {
        System.out.println(new Welcome(settings, config, configuration.applied()).text());
        Quarkus.waitForExit();
        return 0;
    }
}
