package dev.tollgate.route;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** A suffix of a model's name that chooses a strategy, as at OpenRouter (https://openrouter.ai/docs/features/provider-routing). */
enum ModelSuffix {
    /** The cheapest target first. */
    FLOOR(":floor", RoutingStrategy.CHEAPEST),
    /** The fastest target first. */
    NITRO(":nitro", RoutingStrategy.FASTEST);

    private final String text;
    private final RoutingStrategy strategy;

    ModelSuffix(String text, RoutingStrategy strategy) {
        this.text = text;
        this.strategy = strategy;
    }

    /**
     * The model that this name means.
     *
     * @param isName whether something has this very name, so that its end is no suffix
     */
    static RequestedModel split(String name, Predicate<String> isName) {
        Optional<ModelSuffix> suffix = Arrays.stream(values())
                .filter(candidate -> name.endsWith(candidate.text))
                .findFirst();
        return suffix.filter(_ -> !isName.test(name))
                .map(found -> new RequestedModel(
                        name.substring(0, name.length() - found.text.length()), Optional.of(found.strategy)))
                .filter(model -> !model.name().isEmpty())
                .orElseGet(() -> RequestedModel.of(name));
    }
}
