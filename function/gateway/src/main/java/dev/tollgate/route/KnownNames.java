package dev.tollgate.route;

import dev.tollgate.provider.KnownProviders;
import dev.tollgate.provider.Provider;
import java.util.List;
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

    /** Rejects unknown names: a preference with a typo would silently do nothing. */
    void check(RoutePreference preference) {
        preference.names().forEach((entry, names) -> names.stream()
                .filter(name -> name.indexOf('/') < 0 ? !isProvider(name) : !isModel(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw preference.source().unknownName(entry, unknown);
                }));
    }

    private boolean isProvider(String name) {
        return table.providers().containsKey(name) || KnownProviders.named(name).isPresent();
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
