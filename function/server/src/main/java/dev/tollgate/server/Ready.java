package dev.tollgate.server;

import dev.tollgate.config.GatewayConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Says what has been started, begins to sweep, and waits for the end. Quarkus runs it when the port is open. */
public final class Ready implements QuarkusApplication {
    private final Settings settings;
    private final GatewayConfig config;
    private final Configuration configuration;
    private final Sweeping sweeping;

    Ready(Settings settings, GatewayConfig config, Configuration configuration, Sweeping sweeping) {
        this.settings = settings;
        this.config = config;
        this.configuration = configuration;
        this.sweeping = sweeping;
    }

    @Override
    public int run(String... arguments) {
        System.out.println(new Welcome(settings, config, configuration.applied()).text());
        sweeping.begin();
        Quarkus.waitForExit();
        return 0;
    }
}
