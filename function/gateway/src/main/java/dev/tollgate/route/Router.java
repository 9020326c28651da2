package dev.tollgate.route;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** Finds the targets for the model name a caller uses. */
@ApplicationScoped
public class Router {
    private final Routes routes;
    private final Ranking ranking;

    @Inject
    Router(Routes routes, Costs costs, Paces paces) {
        this(routes, costs, paces, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** For tests, which bring their own chance. */
    Router(Routes routes, Costs costs, Paces paces, DoubleSupplier random) {
        this.routes = routes;
        this.ranking = new Ranking(costs, paces, random);
    }

    /**
     * The targets to try, best first; never empty. An alias hides a model of the same name.
     *
     * @throws ChatFailure {@code MODEL_NOT_FOUND}
     */
    public Route route(String model, Occasion occasion) {
        Route route = new Resolution(routes.current(), ranking, occasion).of(model);
        if (route.targets().isEmpty()) {
            throw ChatFailure.of(
                    ErrorKind.MODEL_NOT_FOUND,
                    "model",
                    "The model '" + model + "' does not exist: it is neither an alias nor provider/model.");
        }
        return route;
    }

    /** The alias names in force, in alphabetical order. */
    public Stream<String> aliasNames() {
        return routes.current().aliases().keySet().stream().sorted();
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
}
