package dev.tollgate.route;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.Catalogue;
import dev.tollgate.provider.Provider;
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
    private final Routes routes;
    private final Catalogue catalogue;
    private final ModelFacts facts;
    private final Ranking ranking;

    @Inject
    Router(Routes routes, Catalogue catalogue, ModelFacts facts, Costs costs, Paces paces) {
        this(routes, catalogue, facts, new Ranking(costs, paces, () -> ThreadLocalRandom.current()
                .nextDouble()));
    }

    /** For tests, which bring their own chance. */
    Router(Routes routes, Catalogue catalogue, ModelFacts facts, Ranking ranking) {
        this.routes = routes;
        this.catalogue = catalogue;
        this.facts = facts;
        this.ranking = ranking;
    }

    /**
     * The targets to try, best first; never empty. An alias hides a model of the same name.
     *
     * @param models one name or several, of which the later ones are for when the earlier ones do not answer
     * @throws ChatFailure {@code MODEL_NOT_FOUND}, or the kind that says why no target may be asked
     */
    public Route route(List<String> models, Occasion occasion) {
        RoutingTable table = routes.current();
        new KnownNames(table, facts, models).check(occasion.conditions().preference());
        Resolution resolution = resolution(table, occasion);
        for (String model : models) {
            if (!resolution.follow(model)) {
                throw notFound(model, models);
            }
        }
        Route route = resolution.route(models);
        if (route.targets().isEmpty()) {
            throw notFound(models.getFirst(), models);
        }
        return resolution
                .open()
                .map(open -> new Trials(open, asked -> resolution(table, asked)).of(route, models, occasion))
                .orElse(route);
    }

    private Resolution resolution(RoutingTable table, Occasion occasion) {
        Filter filter = new Filter(facts, occasion.conditions());
        return new Resolution(table, name -> provider(table, name), ranking, filter, occasion);
    }

    /** The aliases in force, in alphabetical order. */
    public Stream<Alias> aliases() {
        return routes.current().aliases().values().stream().sorted(Comparator.comparing(Alias::name));
    }

    /** The models that stand behind aliases, in alphabetical order; a provider may know more than these. */
    public Stream<ModelName> models() {
        return routes.current().aliases().values().stream()
                .flatMap(Alias::everyModel)
                .distinct()
                .sorted(Comparator.comparing(ModelName::toString));
    }

    /** How many tokens this model can read and write at once; empty where this is not known. */
    public OptionalInt contextWindow(ModelName model) {
        return provider(routes.current(), model.provider())
                .map(provider -> new Windows(facts).of(provider, model.model()))
                .orElseGet(() -> facts.contextWindow(model));
    }

    /** Whether an alias stands for this model, among others. */
    public boolean names(ModelName model) {
        return routes.current().names(model);
    }

    /** Throws {@code STORE_UNAVAILABLE} where the store does not answer right now. */
    public void verify() {
        routes.verify();
    }

    private static ChatFailure notFound(String model, List<String> models) {
        return ChatFailure.of(
                ErrorKind.MODEL_NOT_FOUND,
                model.equals(models.getFirst()) ? "model" : "models",
                "The model '" + model + "' does not exist: it is neither an alias nor provider/model.");
    }

    private Optional<Provider> provider(RoutingTable table, String name) {
        return Optional.ofNullable(table.providers().get(name)).or(() -> catalogue.provider(name));
    }
}
