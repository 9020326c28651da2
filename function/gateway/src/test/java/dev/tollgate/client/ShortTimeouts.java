package dev.tollgate.client;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A gateway with short timeouts for silent providers, which sends clients frequent heartbeats. */
public final class ShortTimeouts implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tollgate.upstream.first-byte-timeout", "1s",
                "tollgate.upstream.whole-timeout", "1s",
                "tollgate.heartbeat", "50ms");
    }
}
