package dev.tollgate.server;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Provides the settings as a bean. {@link Main} reads the same settings before Quarkus starts. */
final class ServerSettingsProducer {
    private ServerSettingsProducer() {}

    @Produces
    @Singleton
    static ServerSettings settings() {
        return ServerSettings.of(System.getenv());
    }
}
