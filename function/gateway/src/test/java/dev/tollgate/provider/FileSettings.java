package dev.tollgate.provider;

import dev.tollgate.config.GatewayConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of a test that fetches files. */
record FileSettings(int maxBytes, int maxTotalBytes, Duration timeout, Optional<Set<String>> trustedHosts)
        implements GatewayConfig.Files {
    static final FileSettings DEFAULT = new FileSettings(1000, 1500, Duration.ofSeconds(10), Optional.empty());

    FileSettings trusting(String host) {
        return new FileSettings(maxBytes, maxTotalBytes, timeout, Optional.of(Set.of(host)));
    }

    FileSettings withTimeout(Duration other) {
        return new FileSettings(maxBytes, maxTotalBytes, other, trustedHosts);
    }
}
