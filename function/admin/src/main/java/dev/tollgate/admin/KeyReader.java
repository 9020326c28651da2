package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.route.RoutingTables;
import jakarta.inject.Singleton;

/** Reads the settings of a key, and checks them like those of a {@code tollgate.yaml}. */
@Singleton
final class KeyReader {
    private final ManifestCandidates candidates;
    private final RoutingTables tables;
    private final ContentPolicies policies;

    KeyReader(ManifestCandidates candidates, RoutingTables tables, ContentPolicies policies) {
        this.candidates = candidates;
        this.tables = tables;
        this.policies = policies;
    }

    /**
     * The key with these settings.
     *
     * @param fields the fields of a key in a {@code tollgate.yaml} except {@code secret}, a line for each
     * @throws AdminException with everything that is wrong
     */
    ApiKey read(String id, String fields, KeyHash secret) {
        try {
            return new ManifestReader(candidates.rules(System::getenv))
                    .key(
                            id,
                            "secret: \"sha256:" + secret.hex() + "\"\n" + fields,
                            tables.current(),
                            policies.current().keySet());
        } catch (ManifestException wrong) {
            throw FieldProblems.of("keys." + id, wrong);
        }
    }
}
