package dev.tollgate.route;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves the model names in a request to targets. Providers outside the table come from the catalogue. */
@ApplicationScoped
public class Router {
    private final RoutingTables tables;
    private final ProviderCatalog catalog;
    private final ModelFacts facts;
    private final TargetRanking ranking;

    @Inject
    Router(
            RoutingTables tables,
            ProviderCatalog catalog,
            ModelFacts facts,
            CostEstimates costs,
            LatencyStats latencyStats) {
        this(tables, catalog, facts, new TargetRanking(costs, latencyStats, () -> ThreadLocalRandom.current()
                .nextDouble()));
    }

    /** For tests, which inject their own random numbers. */
    Router(RoutingTables tables, ProviderCatalog catalog, ModelFacts facts, TargetRanking ranking) {
        this.tables = tables;
        this.catalog = catalog;
        this.facts = facts;
        this.ranking = ranking;
    }

    /**
     * The targets to try, best first. An alias hides a model of the same name.
     *
     * @param sent one name or several, as in the request; the targets of a later name come after those of an earlier one
     * @throws GatewayException {@code MODEL_NOT_FOUND}, or the kind that says why no target is eligible
     */
    public Route route(List<String> sent, RoutingContext written) {
        RoutingTable table = tables.current();
        List<RequestedModel> models = requested(table, sent);
        List<String> names =
                models.stream().map(RequestedModel::name).distinct().toList();
        KnownNames known = new KnownNames(table, facts, names);
        RoutingContext context = written.withPreferences(known::resolved);
        AliasResolution resolution = resolution(table, context);
        for (RequestedModel model : models) {
            if (!resolution.follow(model)) {
                throw notFound(model.name(), names);
            }
        }
        Route route = resolution.route(names).withContent(ReachableContent.of(table, names));
        if (route.targets().isEmpty()) {
            throw notFound(names.getFirst(), names);
        }
        Route whole = route.withWhenSpent(whenSpent(table, names, context));
        return resolution
                .judged()
                .map(judged -> new TierChoices(judged, other -> resolution(table, other)).addTo(whole, models, context))
                .orElse(whole);
    }

    /** Where a request for these names goes when a budget is spent. The first of them says so, as it is the one in the records. */
    private Optional<Route> whenSpent(RoutingTable table, List<String> names, RoutingContext context) {
        Alias requested = table.aliases().get(names.getFirst());
        if (requested == null || requested.whenBudgetSpent().isEmpty()) {
            return Optional.empty();
        }
        AliasResolution resolution = resolution(table, context);
        resolution.followWhenSpent(requested);
        return resolution.targets().isEmpty()
                ? Optional.empty()
                : Optional.of(resolution.route(names).withContent(ReachableContent.of(table, names)));
    }

    /** The configuration behind a route that {@link #route} has found. */
    public RouteDefinition definition(Route route) {
        RoutingTable table = tables.current();
        return new RouteDefinition(ReachableAliases.of(table, route.models()), table.policy(), route.everyTarget());
    }

    /**
     * The target that judges content of a request for these names. It reads the prompt, so it must meet what the gateway, the key,
     * the caller and every alias on the way require of that. An engine counts as a model of its provider.
     *
     * @throws GatewayException if no such target does: content must be judged, so the request cannot be served
     */
    public Target scanner(ScanEngine engine, List<String> names, RoutingContext context) {
        RoutingTable table = tables.current();
        AliasResolution resolution = resolution(table, context.forScanner());
        Set<SourcedRequirements> terms = Stream.concat(
                        Stream.of(
                                SourcedRequirements.ofGateway(table.policy()),
                                SourcedRequirements.ofKey(context.constraints().keyRequirements())),
                        ReachableAliases.of(table, names).stream().map(SourcedRequirements::of))
                .map(SourcedRequirements::dataTerms)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        String scanner = engine.target();
        boolean found = engine instanceof ScanEngine.Model
                ? resolution.follow(scanner, terms)
                : resolution.follow(ModelName.of(scanner), terms);
        resolution.requireEligible(List.of(scanner));
        return resolution.targets().stream()
                .findFirst()
                .filter(_ -> found)
                .orElseThrow(() -> notFound(scanner, List.of(scanner)));
    }

    /** The models that these names in a request stand for. */
    public List<RequestedModel> requested(List<String> sent) {
        return requested(tables.current(), sent);
    }

    /** A provider that routes by itself reads the suffixes of its models' names by itself. */
    private List<RequestedModel> requested(RoutingTable table, List<String> sent) {
        KnownNames known = new KnownNames(table, facts, List.of());
        return sent.stream()
                .map(name -> ModelSuffix.split(name, other -> known.isName(other) || routesItself(table, other)))
                .toList();
    }

    /** Whether every one of these models belongs to a provider that routes requests itself, such as OpenRouter. */
    public boolean leavesRouting(List<RequestedModel> models) {
        RoutingTable table = tables.current();
        return models.stream().allMatch(model -> routesItself(table, model.name()));
    }

    private boolean routesItself(RoutingTable table, String name) {
        int slash = name.indexOf('/');
        return slash > 0
                && !table.aliases().containsKey(name)
                && provider(table, name.substring(0, slash))
                        .filter(provider -> KnownProviders.quirks(provider).routes())
                        .isPresent();
    }

    private AliasResolution resolution(RoutingTable table, RoutingContext context) {
        TargetFilter filter = new TargetFilter(facts, context.constraints());
        return new AliasResolution(table, name -> provider(table, name), ranking, filter, context);
    }

    /** The aliases in force, in alphabetical order. */
    public Stream<Alias> aliases() {
        return tables.current().aliases().values().stream().sorted(Comparator.comparing(Alias::name));
    }

    /** The models that aliases name as targets, in alphabetical order; a provider may have more than these. */
    public Stream<ModelName> models() {
        return tables.current().aliases().values().stream()
                .flatMap(Alias::everyModel)
                .distinct()
                .sorted(Comparator.comparing(ModelName::toString));
    }

    /** How many tokens this model can read and write together; empty if unknown. */
    public OptionalInt contextWindow(ModelName model) {
        return provider(tables.current(), model.provider())
                .map(provider -> new ContextWindows(facts).of(provider, model.model()))
                .orElseGet(() -> facts.contextWindow(model));
    }

    /** What the configuration says about this model. */
    public ModelTraits traits(ModelName model) {
        return provider(tables.current(), model.provider())
                .map(provider -> provider.traits(model.model()))
                .orElse(ModelTraits.UNKNOWN);
    }

    /** Whether a key with these requirements may use this model under some name. */
    public boolean permits(ModelName model, RoutingRequirements ofKey) {
        RoutingTable table = tables.current();
        Set<SourcedRequirements> requirements =
                Set.of(SourcedRequirements.ofGateway(table.policy()), SourcedRequirements.ofKey(ofKey));
        return provider(table, model.provider())
                .flatMap(provider -> new TargetFilter(facts, RoutingConstraints.NONE)
                        .exclusion(provider, model.model(), requirements))
                .isEmpty();
    }

    /** Every model that a request for this alias may reach at any time, fallbacks included, without those of its judge. */
    public List<ModelName> reachable(Alias alias) {
        return new ReachableModels(tables.current().aliases(), true).of(alias);
    }

    /** The same without fallbacks. */
    public List<ModelName> intended(Alias alias) {
        return new ReachableModels(tables.current().aliases(), false).of(alias);
    }

    /** When this alias was changed last; empty if that is not known. */
    public Optional<Instant> changedAt(Alias alias) {
        return Optional.ofNullable(tables.current().changed().aliases().get(alias.name()));
    }

    /** When the entry of this model's provider was changed last; empty if it has none. */
    public Optional<Instant> changedAt(ModelName model) {
        return Optional.ofNullable(tables.current().changed().providers().get(model.provider()));
    }

    /** Whether an alias names this model as a target, a tier or a fallback. */
    public boolean isReferenced(ModelName model) {
        return tables.current().references(model);
    }

    /** Throws {@code STORE_UNAVAILABLE} if the store does not answer right now. */
    public void verify() {
        tables.verify();
    }

    private static GatewayException notFound(String model, List<String> models) {
        return GatewayException.of(
                ErrorKind.MODEL_NOT_FOUND,
                model.equals(models.getFirst()) ? "model" : "models",
                "The model '" + model + "' does not exist: it is neither an alias nor provider/model.");
    }

    private Optional<Provider> provider(RoutingTable table, String name) {
        return Optional.ofNullable(table.providers().get(name)).or(() -> catalog.provider(name));
    }
}
