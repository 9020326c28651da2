package dev.tollgate.route;

import dev.tollgate.provider.Provider;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that a caller's routing preference may use: providers, and models that the gateway knows. */
final class KnownNames {
    private final RoutingTable table;
    private final ModelFacts facts;
    private final List<String> requested;

    /**
     * The names that are valid for one request.
     *
     * @param requested the model names in the request itself
     */
    KnownNames(RoutingTable table, ModelFacts facts, List<String> requested) {
        this.table = table;
        this.facts = facts;
        this.requested = requested;
    }

    /**
     * The same preference with the names as this gateway has them.
     *
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE}: a preference with a typo would silently do nothing
     */
    RoutePreference resolved(RoutePreference preference) {
        return preference.withNames((entry, name) -> {
            Set<String> known = known(name);
            if (known.isEmpty()) {
                throw preference.source().unknownName(entry, name);
            }
            return known;
        });
    }

    private Set<String> known(String name) {
        ProviderNames providers = new ProviderNames(table.providers());
        int slash = name.indexOf('/');
        if (slash < 0) {
            return providers.named(name);
        }
        return isModel(name)
                ? Set.of(name)
                : providers.named(name.substring(0, slash)).stream()
                        .map(provider -> provider + name.substring(slash))
                        .filter(this::isModel)
                        .collect(Collectors.toSet());
    }

    private boolean isModel(String name) {
        return requested.contains(name) || isReferenced(name) || isListed(name);
    }

    private boolean isReferenced(String name) {
        return table.aliases().values().stream()
                .flatMap(KnownNames::referencedBy)
                .anyMatch(name::equals);
    }

    /** Whether an alias or a model has this very name, so that its end is no suffix. */
    boolean isName(String name) {
        return table.aliases().containsKey(name) || isReferenced(name) || isListed(name) || isDescribed(name);
    }

    /** Whether the configuration says something of this model. */
    private boolean isDescribed(String name) {
        int slash = name.indexOf('/');
        Provider provider = slash < 0 ? null : table.providers().get(name.substring(0, slash));
        return provider != null && provider.models().containsKey(name.substring(slash + 1));
    }

    private boolean isListed(String name) {
        if (name.indexOf('/') <= 0 || name.endsWith("/")) {
            return false;
        }
        ModelName model = ModelName.of(name);
        return facts.rate(model).isPresent() || facts.contextWindow(model).isPresent();
    }

    private static Stream<String> referencedBy(Alias alias) {
        Stream<String> judge = Stream.ofNullable(alias.judge()).map(JudgeConfig::model);
        return Stream.concat(alias.everyName(), judge);
    }
}
