package dev.tollgate.route;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.Catalogue;
import dev.tollgate.provider.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * Finds the targets for the model name a caller uses. A provider that the table does not have is looked for in the
 * catalogue.
 */
@ApplicationScoped
public class Router {
    private final Routes routes;
    private final Catalogue catalogue;
    private final Ranking ranking;

    @Inject
    Router(Routes routes, Catalogue catalogue, Costs costs, Paces paces) {
        this(routes, catalogue, costs, paces, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** For tests, which bring their own chance. */
    Router(Routes routes, Catalogue catalogue, Costs costs, Paces paces, DoubleSupplier random) {
        this.routes = routes;
        this.catalogue = catalogue;
        this.ranking = new Ranking(costs, paces, random);
    }

    /**
     * The targets to try, best first; never empty. An alias hides a model of the same name.
     *
     * @throws ChatFailure {@code MODEL_NOT_FOUND}
     */
    public Route route(String model, Occasion occasion) {
        RoutingTable table = routes.current();
        Route route = new Resolution(table.aliases(), name -> provider(table, name), ranking, occasion).of(model);
        if (route.targets().isEmpty()) {
            throw ChatFailure.of(
                    ErrorKind.MODEL_NOT_FOUND,
                    "model",
                    "The model '" + model + "' does not exist: it is neither an alias nor provider/model.");
        }
        return route;
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

    /** Throws {@code STORE_UNAVAILABLE} where the store does not answer right now. */
    public void verify() {
        routes.verify();
    }

    private Optional<Provider> provider(RoutingTable table, String name) {
        return Optional.ofNullable(table.providers().get(name)).or(() -> catalogue.provider(name));
    }
}
