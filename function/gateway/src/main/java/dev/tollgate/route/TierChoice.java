package dev.tollgate.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A choice between tiers that a judge still has to make.
 *
 * @param judge the model to call
 * @param timeout how long the judge may take
 * @param routes the route of each tier by the tier's name, lowest score first
 */
public record TierChoice(Target judge, Duration timeout, SequencedMap<String, TierRoute> routes) {

    public TierChoice {
        routes = new LinkedHashMap<>(routes);
    }

    /** The targets of one tier, and what happens when one of them fails or is slow. */
    record TierRoute(List<Target> targets, FailoverPolicy failover) {}

    /** The tiers' names, the tier for the simplest prompts first. */
    public List<String> tiers() {
        return List.copyOf(routes.keySet());
    }

    TierRoute route(String tier) {
        return Objects.requireNonNull(routes.get(tier), "a judge chooses one of the tiers");
    }

    /** The same choice among allowed targets; empty if the judge is not allowed, or fewer than two tiers remain. */
    Optional<TierChoice> among(Predicate<Target> allowed) {
        SequencedMap<String, TierRoute> remaining = new LinkedHashMap<>();
        routes.forEach((tier, route) -> {
            List<Target> targets = route.targets().stream().filter(allowed).toList();
            if (!targets.isEmpty()) {
                remaining.put(tier, new TierRoute(targets, route.failover()));
            }
        });
        return allowed.test(judge) && remaining.size() > 1
                ? Optional.of(new TierChoice(judge, timeout, remaining))
                : Optional.empty();
    }

    /** The judge, and every target that it may choose. */
    List<Target> everyTarget() {
        return Stream.concat(Stream.of(judge), routes.values().stream().flatMap(route -> route.targets().stream()))
                .distinct()
                .toList();
    }
}
