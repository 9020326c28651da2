package dev.tollgate.provider;

import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.GatewayConfigs;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The HTTP client of the gateway, for tests of other packages that start no container. */
public final class TestClients {
    private TestClients() {}

    /** A client with the default settings. */
    public static UpstreamClient client(Clock clock) {
        return new UpstreamClient(GatewayConfigs.with(Map.of()), new TrustedAuthorities(Optional.empty()), clock);
    }
}
