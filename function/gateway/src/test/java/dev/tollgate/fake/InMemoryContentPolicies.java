package dev.tollgate.fake;

import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.guardrail.ContentPolicy;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Content policies that tests set by hand. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryContentPolicies implements ContentPolicies {
    private final Map<String, ContentPolicy> policies = new ConcurrentHashMap<>();

    /** A policy that aliases, keys and the gateway can name. */
    public void put(ContentPolicy policy) {
        policies.put(policy.name(), policy);
    }

    @Override
    public Map<String, ContentPolicy> current() {
        return policies;
    }
}
