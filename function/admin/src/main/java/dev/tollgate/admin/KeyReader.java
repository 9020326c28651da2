package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.route.RoutingTables;
import dev.tollgate.store.DynamoKeyRegister;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** Reads the settings of a key, and checks them like those of a {@code tollgate.yaml}. */
@Singleton
final class KeyReader {
    private static final int MOST_BYTES = 256 * 1024;

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
            ApiKey key = new ManifestReader(candidates.rules(System::getenv))
                    .key(
                            id,
                            "secret: \"sha256:" + secret.hex() + "\"\n" + fields,
                            tables.current(),
                            policies.current().keySet());
            requireRoom(key);
            return key;
        } catch (ManifestException wrong) {
            throw FieldProblems.of("keys." + id, wrong);
        }
    }

    /** An item of DynamoDB has at most 400 KB, and the audit trail keeps two versions of a key. */
    private static void requireRoom(ApiKey key) {
        String document = DynamoKeyRegister.document(key);
        if (document.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            String largest = FlatJson.object(document).properties().stream()
                    .max(Comparator.comparingInt(
                            field -> field.getValue().toString().length()))
                    .orElseThrow()
                    .getKey();
            throw AdminException.invalid(largest, "less: a key has at most " + MOST_BYTES / 1024 + " KiB in all");
        }
    }
}
