package dev.tollgate.server;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The settings as a bean; {@link Main} reads the same before there are beans. */
final class SettingsSource {
    private SettingsSource() {}

    @Produces
    @Singleton
    static ServerSettings settings() {
        return ServerSettings.of(System.getenv());
    }
}
