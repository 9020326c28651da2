package dev.tollgate.route;

import dev.tollgate.provider.KnownProviders;
import java.util.List;
import java.util.stream.Stream;

/** The names that a caller's wish may hold: providers, and models of which something is known. */
final class KnownNames {
    private final RoutingTable table;
    private final ModelFacts facts;
    private final List<String> asked;

    KnownNames(RoutingTable table, ModelFacts facts, List<String> asked) {
        this.table = table;
        this.facts = facts;
        this.asked = asked;
    }

    /** A name that means nothing would be a wish that silently does nothing. */
    void check(RoutePreference routePreference) {
        for (String name : routePreference.names()) {
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
        return asked.contains(name)
                || table.aliases().values().stream().flatMap(KnownNames::behind).anyMatch(name::equals)
                || isListed(name);
    }

    private boolean isListed(String name) {
        if (name.startsWith("/") || name.endsWith("/")) {
            return false;
        }
        ModelName model = ModelName.of(name);
        return facts.rate(model).isPresent() || facts.contextWindow(model).isPresent();
    }

    private static Stream<String> behind(Alias alias) {
        Stream<String> targets = alias.everyModel().map(ModelName::toString);
        Stream<String> tiers = alias.tiers().stream().map(Tier::model);
        Stream<String> judge = Stream.ofNullable(alias.judge()).map(JudgeConfig::model);
        return Stream.of(targets, tiers, judge, alias.fallback().stream()).flatMap(names -> names);
    }
}
