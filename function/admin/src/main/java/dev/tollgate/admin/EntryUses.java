package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.route.Alias;
import dev.tollgate.route.JudgeConfig;
import dev.tollgate.route.RoutingTable;
import dev.tollgate.route.RoutingTables;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what names an alias, a provider or a content policy: without it, that would not work any more. */
@Singleton
public final class EntryUses {
    private static final int NAMED = 20;

    private final RoutingTables tables;
    private final ContentPolicies policies;
    private final KeyDirectory keys;

    EntryUses(RoutingTables tables, ContentPolicies policies, KeyDirectory keys) {
        this.tables = tables;
        this.policies = policies;
        this.keys = keys;
    }

    /**
     * Requires that nothing names an entry.
     *
     * @param force whether keys may lose it
     */
    void requireUnused(ConfigSection section, String name, boolean force) {
        List<String> entries =
                switch (section) {
                    case ALIAS -> leadingTo(name::equals);
                    case PROVIDER ->
                        KnownProviders.named(name).isPresent()
                                ? List.of()
                                : leadingTo(model -> model.startsWith(name + "/"));
                    case POLICY -> withPolicy(name);
                };
        if (!entries.isEmpty()) {
            throw inUse(section, name, entries, "Change them first.");
        }
        if (!force) {
            List<String> losing =
                    switch (section) {
                        case ALIAS -> keysNaming(name::equals);
                        case PROVIDER -> keysNaming(model -> model.startsWith(name + "/"));
                        case POLICY -> List.of();
                    };
            if (!losing.isEmpty()) {
                throw inUse(section, name, losing, "Add force=true to remove it all the same.");
            }
        }
    }

    private static AdminException inUse(ConfigSection section, String name, List<String> users, String advice) {
        return new AdminException(
                AdminErrorKind.CONFLICT,
                "The " + section.noun() + " " + name + " is named by " + listed(users) + ". " + advice);
    }

    /** The first names of a list, and how many more there are. */
    static String listed(List<String> names) {
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    /** The keys that name one of these aliases or models; those that may use all name none. */
    List<String> keysNaming(Predicate<String> model) {
        return keys().filter(key -> key.aliases().stream().anyMatch(model))
                .map(key -> "key " + key.id())
                .distinct()
                .toList();
    }

    private List<String> leadingTo(Predicate<String> model) {
        Stream<String> aliases = table().aliases().values().stream()
                .filter(alias -> names(alias).anyMatch(model))
                .map(alias -> "alias " + alias.name());
        Stream<String> scans = policies.current().values().stream()
                .filter(policy -> policy.scan().stream()
                        .anyMatch(scan -> model.test(scan.engine().target())))
                .map(policy -> "policy " + policy.name());
        return Stream.concat(aliases, scans).sorted().toList();
    }

    private static Stream<String> names(Alias alias) {
        return Stream.concat(alias.everyName(), Stream.ofNullable(alias.judge()).map(JudgeConfig::model));
    }

    private List<String> withPolicy(String name) {
        Stream<String> gateway = table().policy().policies().contains(name) ? Stream.of("the gateway") : Stream.empty();
        Stream<String> aliases = table().aliases().values().stream()
                .filter(alias -> alias.content().policies().contains(name))
                .map(alias -> "alias " + alias.name());
        Stream<String> ofKeys =
                keys().filter(key -> key.content().policies().contains(name)).map(key -> "key " + key.id());
        return Stream.of(gateway, aliases.sorted(), ofKeys.distinct())
                .flatMap(users -> users)
                .toList();
    }

    private Stream<ApiKey> keys() {
        return keys.all().stream().map(RegisteredKey::key);
    }

    private RoutingTable table() {
        return tables.current();
    }
}
