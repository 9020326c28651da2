package dev.tollgate.route;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Finds the targets for the model names a caller uses. A provider that the table does not have is looked for in the
 * catalogue.
 */
@ApplicationScoped
public class Router {
    private final RoutingTables routingTables;
    private final ProviderCatalog providerCatalog;
    private final ModelFacts facts;
    private final TargetRanking ranking;

    @Inject
    Router(
            RoutingTables routingTables,
            ProviderCatalog providerCatalog,
            ModelFacts facts,
            CostEstimates costs,
            LatencyStats latencyStats) {
        this(
                routingTables,
                providerCatalog,
                facts,
                new TargetRanking(
                        costs, latencyStats, () -> ThreadLocalRandom.current().nextDouble()));
    }

    /** For tests, which bring their own chance. */
    Router(RoutingTables routingTables, ProviderCatalog providerCatalog, ModelFacts facts, TargetRanking ranking) {
        this.routingTables = routingTables;
        this.providerCatalog = providerCatalog;
        this.facts = facts;
        this.ranking = ranking;
    }

    /**
     * The targets to try, best first; never empty. An alias hides a model of the same name.
     *
     * @param models one name or several, of which the later ones are for when the earlier ones do not answer
     * @throws GatewayException {@code MODEL_NOT_FOUND}, or the kind that says why no target may be asked
     */
    public Route route(List<String> models, RoutingContext routingContext) {
        RoutingTable table = routingTables.current();
        new KnownNames(table, facts, models).check(routingContext.conditions().preference());
        AliasResolution aliasResolution = aliasResolution(table, routingContext);
        for (String model : models) {
            if (!aliasResolution.follow(model)) {
                throw notFound(model, models);
            }
        }
        Route route = aliasResolution.route(models);
        if (route.targets().isEmpty()) {
            throw notFound(models.getFirst(), models);
        }
        return aliasResolution
                .open()
                .map(open ->
                        new TierChoices(open, asked -> aliasResolution(table, asked)).of(route, models, routingContext))
                .orElse(route);
    }

    private AliasResolution aliasResolution(RoutingTable table, RoutingContext routingContext) {
        TargetFilter filter = new TargetFilter(facts, routingContext.conditions());
        return new AliasResolution(table, name -> provider(table, name), ranking, filter, routingContext);
    }

    /** The aliases in force, in alphabetical order. */
    public Stream<Alias> aliases() {
        return routingTables.current().aliases().values().stream().sorted(Comparator.comparing(Alias::name));
    }

    /** The models that stand behind aliases, in alphabetical order; a provider may know more than these. */
    public Stream<ModelName> models() {
        return routingTables.current().aliases().values().stream()
                .flatMap(Alias::everyModel)
                .distinct()
                .sorted(Comparator.comparing(ModelName::toString));
    }

    /** How many tokens this model can read and write at once; empty where this is not known. */
    public OptionalInt contextWindow(ModelName model) {
        return provider(routingTables.current(), model.provider())
                .map(provider -> new ContextWindows(facts).of(provider, model.model()))
                .orElseGet(() -> facts.contextWindow(model));
    }

    /** Whether an alias stands for this model, among others. */
    public boolean names(ModelName model) {
        return routingTables.current().names(model);
    }

    /** Throws {@code STORE_UNAVAILABLE} where the store does not answer right now. */
    public void verify() {
        routingTables.verify();
    }

    private static GatewayException notFound(String model, List<String> models) {
        return GatewayException.of(
                ErrorKind.MODEL_NOT_FOUND,
                model.equals(models.getFirst()) ? "model" : "models",
                "The model '" + model + "' does not exist: it is neither an alias nor provider/model.");
    }

    private Optional<Provider> provider(RoutingTable table, String name) {
        return Optional.ofNullable(table.providers().get(name)).or(() -> providerCatalog.provider(name));
    }
}
