package dev.tollgate.route;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.Catalogue;
import dev.tollgate.provider.Provider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the targets for the model name a caller uses. A provider that the table does not have is looked for in the
 * catalogue.
 */
@ApplicationScoped
public class Router {
    private final Routes routes;
    private final Catalogue catalogue;

    Router(Routes routes, Catalogue catalogue) {
        this.routes = routes;
        this.catalogue = catalogue;
    }

    /**
     * The targets to try, best first; never empty. An alias hides a model of the same name.
     *
     * @throws ChatFailure {@code MODEL_NOT_FOUND}
     */
    public List<Target> route(String model) {
        RoutingTable table = routes.current();
        Alias alias = table.aliases().get(model);
        List<Target> targets = alias == null
                ? direct(table, model).stream().toList()
                : alias.targets().stream()
                        .flatMap(goal -> target(table, goal.model(), alias.dropUnsupported()).stream())
                        .toList();
        if (targets.isEmpty()) {
            throw ChatFailure.of(
                    ErrorKind.MODEL_NOT_FOUND,
                    "model",
                    "The model '" + model + "' does not exist: it is neither an alias nor provider/model.");
        }
        return targets;
    }

    /** The aliases in force, in alphabetical order. */
    public Stream<Alias> aliases() {
        return routes.current().aliases().values().stream().sorted(Comparator.comparing(Alias::name));
    }

    /** The models that stand behind aliases, in alphabetical order; a provider may know more than these. */
    public Stream<ModelName> models() {
        return routes.current().aliases().values().stream()
                .flatMap(alias -> alias.targets().stream())
                .map(Alias.Goal::model)
                .distinct()
                .sorted(Comparator.comparing(ModelName::toString));
    }

    /** Throws {@code STORE_UNAVAILABLE} where the store does not answer right now. */
    public void verify() {
        routes.verify();
    }

    private Optional<Target> direct(RoutingTable table, String model) {
        return model.indexOf('/') > 0 && !model.endsWith("/")
                ? target(table, ModelName.of(model), false)
                : Optional.empty();
    }

    private Optional<Target> target(RoutingTable table, ModelName name, boolean dropUnsupported) {
        Provider provider = table.providers().get(name.provider());
        return Optional.ofNullable(provider)
                .or(() -> catalogue.provider(name.provider()))
                .map(found -> new Target(found, name.model(), dropUnsupported));
    }
}
