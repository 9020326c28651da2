package dev.tollgate.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Opens the choice among an alias' tiers for its judge: finds whom to ask, and where each of the answers leads. */
final class Trials {
    private final Resolution.Open open;
    private final Judge judge;
    private final Function<Occasion, Resolution> resolutions;

    Trials(Resolution.Open open, Function<Occasion, Resolution> resolutions) {
        this.open = open;
        this.judge = open.alias().judge();
        this.resolutions = resolutions;
    }

    /** The same route with the trial; as it is where there is no choice, or nobody who may be asked. */
    Route of(Route route, List<String> models, Occasion occasion) {
        SequencedMap<String, Trial.Way> ways = new LinkedHashMap<>();
        for (Tier tier : open.alias().tiers()) {
            Trial.Way way = way(tier, models, occasion);
            if (!way.targets().isEmpty()) {
                ways.put(tier.name(), way);
            }
        }
        Optional<Target> asked = judge(occasion);
        if (ways.size() < 2 || asked.isEmpty()) {
            return route;
        }
        return route.open(new Trial(asked.get(), Duration.ofMillis(judge.timeoutMillis()), ways));
    }

    private Trial.Way way(Tier tier, List<String> models, Occasion occasion) {
        Resolution resolution = resolutions.apply(occasion).choosing(tier);
        models.forEach(resolution::follow);
        return new Trial.Way(resolution.targets(), resolution.failover());
    }

    private Optional<Target> judge(Occasion occasion) {
        Resolution resolution = resolutions.apply(occasion.needingNothing());
        resolution.followJudge(open);
        return resolution.targets().stream().findFirst();
    }
}
