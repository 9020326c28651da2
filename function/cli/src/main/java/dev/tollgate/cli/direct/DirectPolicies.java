package dev.tollgate.cli.direct;

import dev.tollgate.cli.port.PolicyReader;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.guardrail.ContentPolicy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.Map;

/** Content policies in the config table. */
@Singleton
@Typed(DirectPolicies.class)
public final class DirectPolicies implements PolicyReader {
    private final ContentPolicies stored;

    DirectPolicies(ContentPolicies stored) {
        this.stored = stored;
    }

    @Override
    public Map<String, ContentPolicy> read() {
        return stored.current();
    }
}
