package dev.tollgate.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
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

    /** Each target that may be asked, whatever the judge says, and the judge itself. */
    List<Target> everyTarget() {
        return Stream.concat(Stream.of(judge), targets.values().stream().flatMap(List::stream))
                .distinct()
                .toList();
    }
}
