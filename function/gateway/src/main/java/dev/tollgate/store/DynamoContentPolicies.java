package dev.tollgate.store;

import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.guardrail.ContentPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The content policies in the config table. */
@ApplicationScoped
public class DynamoContentPolicies implements ContentPolicies {
    private final DynamoPlan plan;

    DynamoContentPolicies(DynamoPlan plan) {
        this.plan = plan;
    }

    @Override
    public Map<String, ContentPolicy> current() {
        return plan.policies();
    }
}
