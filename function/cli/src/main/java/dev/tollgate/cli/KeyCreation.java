package dev.tollgate.cli;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.RandomSecret;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.manifest.ManifestReader;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.Dependent;
import java.time.Clock;
import java.util.stream.Collectors;

/** Creates keys for callers. */
@Dependent
final class KeyCreation {
    private final KeyDirectory keys;
    private final ManifestFiles files;
    private final RoutingTables tables;
    private final ContentPolicies policies;
    private final Clock clock;

    KeyCreation(KeyDirectory keys, ManifestFiles files, RoutingTables tables, ContentPolicies policies, Clock clock) {
        this.keys = keys;
        this.files = files;
        this.tables = tables;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * A key with its secret, which is nowhere else.
     *
     * @param expired whether it has expired already
     */
    record CreatedKey(ApiKey key, String secret, boolean expired) {
        /** Leaves out the secret. */
        @Override
        public String toString() {
            return "CreatedKey[" + key.id() + "]";
        }
    }

    /**
     * Creates a key.
     *
     * @param by who makes the change
     * @throws CommandException if there is such a key, or if its settings are wrong
     */
    CreatedKey create(String id, KeyFields fields, String by) {
        String secret = RandomSecret.ofKey();
        ApiKey key = read(id, fields, KeyHash.of(secret));
        if (!keys.of(id).isEmpty()) {
            throw new CommandException(
                    "The key " + id + " already exists. `tollgate keys rotate " + id + "` gives it a new secret.");
        }
        keys.add(key, by);
        return new CreatedKey(key, secret, key.expiredAt(clock.instant()));
    }

    private ApiKey read(String id, KeyFields fields, KeyHash keyHash) {
        try {
            return new ManifestReader(files.rules(System::getenv))
                    .key(
                            id,
                            fields.yaml(keyHash),
                            tables.current(),
                            policies.current().keySet());
        } catch (ManifestException wrong) {
            throw new CommandException(
                    wrong.problems().stream()
                            // Without the file and line of a problem: the user has typed options.
                            .map(problem -> problem.path().isEmpty()
                                    ? problem.message()
                                    : problem.path() + ": " + problem.message())
                            .collect(Collectors.joining("\n")),
                    wrong);
        }
    }
}
