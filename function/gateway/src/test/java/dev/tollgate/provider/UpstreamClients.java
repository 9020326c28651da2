package dev.tollgate.provider;

import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.GatewayConfigs;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The gateway's HTTP client, for tests of other packages. */
public final class UpstreamClients {
    private UpstreamClients() {}

    /** A client with the default settings. */
    public static UpstreamClient with(Clock clock) {
        return new UpstreamClient(GatewayConfigs.with(Map.of()), new TrustedAuthorities(Optional.empty()), clock);
    }
}
