package dev.tollgate.client;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A gateway that soon gives silent providers up, and soon tells clients that it is alive. */
public final class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tollgate.upstream.first-byte-timeout", "1s",
                "tollgate.upstream.whole-timeout", "1s",
                "tollgate.heartbeat", "50ms");
    }
}
