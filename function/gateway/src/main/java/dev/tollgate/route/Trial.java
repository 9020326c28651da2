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
 * @param patience how long it may take
 * @param ways where each tier leads, by its name; from the lowest score
 */
public record Trial(Target judge, Duration patience, SequencedMap<String, Way> ways) {

    public Trial {
        ways = new LinkedHashMap<>(ways);
    }

    /** Where one tier leads. */
    record Way(List<Target> targets, Failover failover) {}

    /** The tiers' names, from the simplest prompts' one. */
    public List<String> tiers() {
        return List.copyOf(ways.keySet());
    }

    /** The same choice among allowed targets; empty where there is none, or nobody who may be asked. */
    Optional<Trial> among(Predicate<Target> allowed) {
        SequencedMap<String, Way> left = new LinkedHashMap<>();
        ways.forEach((tier, way) -> {
            List<Target> some = way.targets().stream().filter(allowed).toList();
            if (!some.isEmpty()) {
                left.put(tier, new Way(some, way.failover()));
            }
        });
        return allowed.test(judge) && left.size() > 1
                ? Optional.of(new Trial(judge, patience, left))
                : Optional.empty();
    }

    /** Each target that may be asked, whatever the judge says, and the judge itself. */
    List<Target> everyTarget() {
        return Stream.concat(Stream.of(judge), ways.values().stream().flatMap(way -> way.targets().stream()))
                .distinct()
                .toList();
    }
}
