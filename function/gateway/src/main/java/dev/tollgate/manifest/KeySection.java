package dev.tollgate.manifest;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.RoutingRequirements;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code keys}. It keeps only the hash of a key's secret. */
final class KeySection {
    private static final Set<String> FIELDS = ContentSection.with(
            "secret",
            "disabled",
            "expires",
            "aliases",
            "limits",
            "on_store_failure",
            "tags",
            "require",
            "budget",
            "budgets",
            "usage_cost",
            ResponseStateSection.NAME,
            "drop_unsupported");
    private static final Set<String> PLANNED_FIELDS = Set.of("owner");
    private static final Map<String, OnStoreFailure> ON_STORE_FAILURE =
            Map.of("deny", OnStoreFailure.DENY, "allow", OnStoreFailure.ALLOW);
    private static final String DATE = "a date or an instant, such as 2027-01-31 or 2027-01-31T12:00:00Z";
    private static final int MAX_TAGS = 50;
    private static final int LONGEST_TAG = 256;

    /** One DynamoDB transaction writes all budgets of a key, and it can hold 100 items. */
    private static final int MOST_BUDGETS = 50;

    private final ManifestRules rules;
    private final PlanBuilder builder;
    private final Map<KeyHash, String> idsByHash = new HashMap<>();

    KeySection(ManifestRules rules, PlanBuilder builder) {
        this.rules = rules;
        this.builder = builder;
    }

    void read(String id, YamlValue value) {
        NameRules.checkKeyId(id, value);
        MappingFields fields = MappingFields.of(value, FIELDS, PLANNED_FIELDS);
        Optional<KeyHash> keyHash = fields.require("secret", secretForms()).flatMap(secret -> keyHash(id, secret));
        boolean disabled = fields.find("disabled").flatMap(YamlValue::flag).orElse(false);
        Optional<Instant> expires = fields.find("expires").flatMap(field -> field.instant(DATE));
        Set<String> aliases = fields.find("aliases").map(this::aliases).orElse(Set.of());
        RateLimits limits = fields.find("limits")
                .map(section -> LimitSection.read(section, builder))
                .orElse(RateLimits.UNLIMITED);
        OnStoreFailure onStoreFailure = fields.find("on_store_failure")
                .flatMap(KeySection::onStoreFailure)
                .orElse(OnStoreFailure.DENY);
        Map<String, String> tags = fields.find("tags").map(KeySection::tags).orElse(Map.of());
        RoutingRequirements require =
                fields.find("require").map(RequirementSection::read).orElse(RoutingRequirements.NONE);
        List<Budget> budgets = budgets(fields);
        boolean usageCost = fields.find("usage_cost").flatMap(YamlValue::flag).orElse(false);
        ContentRules content = ContentSection.ofKey(fields, builder);
        int counted = budgets.size() + builder.budgetsOf(tags);
        if (counted > MOST_BUDGETS) {
            value.error("expected at most " + MOST_BUDGETS + " budgets, its own and those of its tags, got " + counted);
        }
        keyHash.ifPresent(hash -> builder.add(new ApiKey(
                id,
                hash,
                disabled,
                expires.orElse(null),
                aliases,
                limits,
                onStoreFailure,
                tags,
                require,
                budgets,
                usageCost,
                fields.find("drop_unsupported").flatMap(YamlValue::flag).orElse(null),
                content)));
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

    /** Rejects an empty list, because it would read as "none" and mean "all". */
    private Set<String> aliases(YamlValue value) {
        if (value.isEmptyList()) {
            value.error("expected at least one name, got an empty list; without this field the key may use all");
        }
        Set<String> aliases = new LinkedHashSet<>();
        value.elements().forEach(element -> element.text("an alias, or provider/model", builder::serves)
                .ifPresent(aliases::add));
        return aliases;
    }

    private static Optional<OnStoreFailure> onStoreFailure(YamlValue value) {
        return value.text("deny or allow", ON_STORE_FAILURE::containsKey).map(ON_STORE_FAILURE::get);
    }

    private static List<Budget> budgets(MappingFields fields) {
        Optional<YamlValue> one = fields.find("budget");
        Optional<YamlValue> several = fields.find("budgets");
        if (one.isPresent() && several.isPresent()) {
            one.get().error("expected budget or budgets, got both");
        }
        return one.or(() -> several).map(BudgetSection::budgets).orElse(List.of());
    }

    private static Map<String, String> tags(YamlValue value) {
        Map<String, String> tags = new LinkedHashMap<>();
        value.entries().forEach((name, tag) -> tag.text(
                        "text (in quotes, if it is a number) of at most " + LONGEST_TAG + " characters",
                        text -> text.length() <= LONGEST_TAG)
                .ifPresent(text -> tags.put(name, text)));
        if (tags.size() > MAX_TAGS) {
            value.error("expected at most " + MAX_TAGS + " tags, got " + tags.size());
        }
        return tags;
    }
}
