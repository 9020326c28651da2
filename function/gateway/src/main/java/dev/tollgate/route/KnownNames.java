package dev.tollgate.route;

import dev.tollgate.provider.KnownProviders;
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
        for (String name : preference.names()) {
            boolean known = name.indexOf('/') < 0 ? isProvider(name) : isModel(name);
            if (!known) {
                throw RoutePreferenceParser.wrong(
                        "names '" + name + "', which is neither a provider nor a model known here");
            }
        }
    }

    private boolean isProvider(String name) {
        return table.providers().containsKey(name) || KnownProviders.named(name).isPresent();
    }

    private boolean isModel(String name) {
        return requested.contains(name)
                || table.aliases().values().stream()
                        .flatMap(KnownNames::referencedBy)
                        .anyMatch(name::equals)
                || isListed(name);
    }

    private boolean isListed(String name) {
        if (name.startsWith("/") || name.endsWith("/")) {
            return false;
        }
        ModelName model = ModelName.of(name);
        return facts.rate(model).isPresent() || facts.contextWindow(model).isPresent();
    }

    private static Stream<String> referencedBy(Alias alias) {
        Stream<String> targets = alias.everyModel().map(ModelName::toString);
        Stream<String> tiers = alias.tiers().stream().map(Tier::model);
        Stream<String> judge = Stream.ofNullable(alias.judge()).map(JudgeConfig::model);
        return Stream.of(targets, tiers, judge, alias.fallback().stream()).flatMap(names -> names);
    }
}
