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
 * @param targets what each tier leads to, by its name; from the lowest score
 */
public record Trial(Target judge, Duration patience, SequencedMap<String, List<Target>> targets) {

    public Trial {
        targets = new LinkedHashMap<>(targets);
    }

    /** The tiers' names, from the simplest prompts' one. */
    public List<String> tiers() {
        return List.copyOf(targets.keySet());
    }

    /** The same choice among allowed targets; empty where there is none, or nobody who may be asked. */
    Optional<Trial> among(Predicate<Target> allowed) {
        SequencedMap<String, List<Target>> left = new LinkedHashMap<>();
        targets.forEach((tier, behind) -> {
            List<Target> some = behind.stream().filter(allowed).toList();
            if (!some.isEmpty()) {
                left.put(tier, some);
            }
        });
        return allowed.test(judge) && left.size() > 1
                ? Optional.of(new Trial(judge, patience, left))
                : Optional.empty();
    }

    /** Each target that may be asked, whatever the judge says, and the judge itself. */
    List<Target> everyTarget() {
        return Stream.concat(Stream.of(judge), targets.values().stream().flatMap(List::stream))
                .distinct()
                .toList();
    }
}
