package dev.tollgate.route;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderCatalog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;

/** A router over a table that tests fill by hand, at noon, without randomness, and with the prices of its facts. */
final class RouterFixture implements RoutingTables {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    final InMemoryFacts facts = new InMemoryFacts();
    private final Map<String, Alias> aliases = new HashMap<>();
    private final Map<String, Provider> providers = new HashMap<>();
    private GatewayPolicy policy = GatewayPolicy.NONE;
    final Router router = new Router(
            this,
            new ProviderCatalog(Set.of("openai"), Map.of("GROQ_API_KEY", "gsk")),
            facts,
            new TargetRanking(this::micros, new LatencyStats(), () -> 0.5));

    /** Adds a provider with these data terms. */
    RouterFixture provider(String name, DataTerms terms, Map<String, ModelTraits> models) {
        providers.put(name, new Provider(name, "openai", null, null, null, null, terms, models));
        return this;
    }

    /** Adds an alias for these targets, with these fallbacks. */
    RouterFixture alias(String name, RoutingRequirements require, List<String> models, String... fallback) {
        List<Alias.TargetSpec> specs =
                models.stream().map(ModelName::of).map(Alias.TargetSpec::of).toList();
        aliases.put(
                name,
                Alias.builder(name)
                        .targets(specs)
                        .dropUnsupported(false)
                        .fallback(Arrays.asList(fallback))
                        .require(require)
                        .build());
        return this;
    }

    /** Adds an alias for a model, with others for when a budget is spent. */
    RouterFixture switching(String name, RoutingRequirements require, String model, String... whenSpent) {
        aliases.put(
                name,
                Alias.builder(name)
                        .targets(List.of(Alias.TargetSpec.of(ModelName.of(model))))
                        .require(require)
                        .whenBudgetSpent(List.of(whenSpent))
                        .build());
        return this;
    }

    /** Adds an alias that says what happens to unsupported fields. */
    RouterFixture dropping(String name, Boolean dropUnsupported, String model, String... fallback) {
        List<Alias.TargetSpec> specs = List.of(Alias.TargetSpec.of(ModelName.of(model)));
        List<String> names = Arrays.asList(fallback);
        aliases.put(
                name,
                Alias.builder(name)
                        .targets(specs)
                        .dropUnsupported(dropUnsupported)
                        .fallback(names)
                        .build());
        return this;
    }

    /** Says what happens to unsupported fields where neither key nor alias says so. */
    RouterFixture dropping(Boolean dropUnsupported) {
        policy = new GatewayPolicy(RoutingRequirements.NONE, dropUnsupported);
        return this;
    }

    /** Adds an alias with a tier for each of these models, from 0 on; no prompt here has a signal of complexity. */
    RouterFixture tiers(String name, String... models) {
        List<Tier> tiers = IntStream.range(0, models.length)
                .mapToObj(place -> new Tier("tier " + place, BigDecimal.valueOf(place, 1), models[place]))
                .toList();
        aliases.put(
                name, Alias.builder(name).dropUnsupported(false).tiers(tiers).build());
        return this;
    }

    /** The targets' full names, in order. */
    List<String> targets(RoutingConstraints constraints, String... names) {
        return route(constraints, names).targets().stream()
                .map(target -> target.name().toString())
                .toList();
    }

    /** The targets, and why they were chosen. */
    Route route(RoutingConstraints constraints, String... names) {
        RoutingContext context = new RoutingContext(
                NOON,
                () -> 10,
                10,
                Optional.empty(),
                () -> "x",
                Optional::empty,
                () -> PromptComplexity.NONE,
                constraints);
        return router.route(Arrays.asList(names), context);
    }

    /** Why there is no route. */
    GatewayException failure(RoutingConstraints constraints, String... names) {
        return Assertions.catchThrowableOfType(GatewayException.class, () -> targets(constraints, names));
    }

    @Override
    public RoutingTable current() {
        return new RoutingTable(aliases, providers, policy);
    }

    @Override
    public void verify() {}

    /** Dollars per million tokens are micro-dollars per token, at any hour. */
    private OptionalLong micros(ModelName model, long promptTokens, long completionTokens, Instant now) {
        return facts.rate(model).stream()
                .mapToLong(rate ->
                        rate.input().longValue() * promptTokens + rate.output().longValue() * completionTokens)
                .findFirst();
    }
}
