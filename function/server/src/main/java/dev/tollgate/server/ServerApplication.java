package dev.tollgate.server;

import dev.tollgate.config.GatewayConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Prints the banner, starts the recurring jobs and waits until the server stops. Quarkus runs it when the port is open. */
public final class ServerApplication implements QuarkusApplication {
    private final ServerSettings settings;
    private final GatewayConfig config;
    private final ManifestStartup manifest;
    private final RecurringJobs jobs;
    private final String version;
    private final boolean admin;

    ServerApplication(
            ServerSettings settings,
            GatewayConfig config,
            ManifestStartup manifest,
            RecurringJobs jobs,
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "tollgate.admin.enabled", defaultValue = "false") boolean admin) {
        this.settings = settings;
        this.config = config;
        this.manifest = manifest;
        this.jobs = jobs;
        this.version = version;
        this.admin = admin;
    }

    @Override
    public int run(String... arguments) {
        System.out.println(
                new WelcomeBanner(version, settings, config, manifest.applied(), AdminAccess.of(admin)).text());
        jobs.start();
        Quarkus.waitForExit();
        return 0;
    }
}
