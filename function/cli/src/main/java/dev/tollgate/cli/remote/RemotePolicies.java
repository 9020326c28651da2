package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ManifestCandidates;
import dev.tollgate.cli.port.PolicyReader;
import dev.tollgate.guardrail.ContentPolicy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/** Content policies of a gateway. The text that they are tried on does not leave this machine. */
@Singleton
@Typed(RemotePolicies.class)
public final class RemotePolicies implements PolicyReader {
    private final AdminApiClient api;
    private final ManifestCandidates candidates;

    RemotePolicies(AdminApiClient api, ManifestCandidates candidates) {
        this.api = api;
        this.candidates = candidates;
    }

    @Override
    public Map<String, ContentPolicy> read() {
        Map<String, ContentPolicy> policies = new TreeMap<>();
        for (ObjectNode policy : api.list("policies", Map.of(), Integer.MAX_VALUE)) {
            String name = policy.path("name").asText();
            policies.put(name, candidates.withoutScans(name, policy.withObject("/definition")));
        }
        return policies;
    }
}
