package dev.tollgate.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A choice of tier that is still a judge's to make.
 *
 * @param judge whom to ask
 * @param timeout how long it may take
 * @param ways where each tier leads, by its name; from the lowest score
 */
public record TierChoice(Target judge, Duration timeout, SequencedMap<String, TierRoute> ways) {

    public TierChoice {
        ways = new LinkedHashMap<>(ways);
    }

    /** Where one tier leads. */
    record TierRoute(List<Target> targets, FailoverPolicy failover) {}

    /** The tiers' names, from the simplest prompts' one. */
    public List<String> tiers() {
        return List.copyOf(ways.keySet());
    }

    /** The same choice among allowed targets; empty where there is none, or nobody who may be asked. */
    Optional<TierChoice> among(Predicate<Target> allowed) {
        SequencedMap<String, TierRoute> left = new LinkedHashMap<>();
        ways.forEach((tier, way) -> {
            List<Target> some = way.targets().stream().filter(allowed).toList();
            if (!some.isEmpty()) {
                left.put(tier, new TierRoute(some, way.failover()));
            }
        });
        return allowed.test(judge) && left.size() > 1
                ? Optional.of(new TierChoice(judge, timeout, left))
                : Optional.empty();
    }

    /** Each target that may be asked, whatever the judge says, and the judge itself. */
    List<Target> everyTarget() {
        return Stream.concat(Stream.of(judge), ways.values().stream().flatMap(way -> way.targets().stream()))
                .distinct()
                .toList();
    }
}
