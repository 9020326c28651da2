package dev.tollgate.server;

import dev.tollgate.config.GatewayConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** Says what has been started, begins to sweep, and waits for the end. Quarkus runs it when the port is open. */
public final class Ready implements QuarkusApplication {
    private final Settings settings;
    private final GatewayConfig config;
    private final Configuration configuration;
    private final Chores chores;

    Ready(Settings settings, GatewayConfig config, Configuration configuration, Chores chores) {
        this.settings = settings;
        this.config = config;
        this.configuration = configuration;
        this.chores = chores;
    }

    @Override
    public int run(String... arguments) {
        System.out.println(new Welcome(settings, config, configuration.applied()).text());
        chores.begin();
        Quarkus.waitForExit();
        return 0;
    }
}
