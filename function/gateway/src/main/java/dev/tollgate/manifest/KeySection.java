package dev.tollgate.manifest;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code keys}. It keeps only the hash of a key's secret. */
final class KeySection {
    private static final Set<String> FIELDS = RightsSection.with("secret", "expires");
    private static final Set<String> PLANNED_FIELDS = Set.of("owner");
    private static final String DATE = "a date or an instant, such as 2027-01-31 or 2027-01-31T12:00:00Z";

    private final ManifestRules rules;
    private final PlanBuilder builder;
    private final RightsSection rights;
    private final Map<KeyHash, String> idsByHash = new HashMap<>();

    KeySection(ManifestRules rules, PlanBuilder builder) {
        this.rules = rules;
        this.builder = builder;
        this.rights = new RightsSection(builder);
    }

    void read(String id, YamlValue value) {
        NameRules.checkKeyId(id, value);
        MappingFields fields = MappingFields.of(value, FIELDS, PLANNED_FIELDS);
        Optional<KeyHash> keyHash = fields.require("secret", secretForms()).flatMap(secret -> keyHash(id, secret));
        Optional<Instant> expires = fields.find("expires").flatMap(field -> field.instant(DATE));
        ApiKey key = rights.read(id, fields, value).toBuilder()
                .expires(expires.orElse(null))
                .build();
        keyHash.ifPresent(hash -> builder.add(key.toBuilder().keyHash(hash).build()));
    }

    private String secretForms() {
        return rules.plainTextAllowed() ? "the key itself, env:NAME or sha256:HEX" : "env:NAME or sha256:HEX";
    }

    /** Two keys with the same secret would be indistinguishable. */
    private Optional<KeyHash> keyHash(String id, YamlValue value) {
        Optional<KeyHash> keyHash = secret(value).map(SecretText::keyHash);
        keyHash.flatMap(hash -> Optional.ofNullable(idsByHash.putIfAbsent(hash, id)))
                .ifPresent(other -> value.error("has the same secret as the key " + other));
        return keyHash;
    }

    private Optional<String> secret(YamlValue value) {
        Optional<String> text = value.secret(secretForms(), this::isSecret);
        return text.flatMap(form -> form.startsWith(SecretText.ENVIRONMENT) ? fromEnvironment(form, value) : text);
    }

    private boolean isSecret(String form) {
        return form.startsWith(SecretText.ENVIRONMENT)
                ? SecretText.isReference(form)
                : SecretText.isHash(form) || (rules.plainTextAllowed() && SecretText.isPlain(form));
    }

    private Optional<String> fromEnvironment(String reference, YamlValue value) {
        String name = reference.substring(SecretText.ENVIRONMENT.length());
        Optional<String> secret = Optional.ofNullable(rules.environment().apply(name))
                .filter(text -> SecretText.isPlain(text) || SecretText.isHash(text));
        if (secret.isEmpty()) {
            value.error("the environment variable " + name + " holds no key");
        }
        return secret;
    }
}
