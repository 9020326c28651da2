package dev.tollgate.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Opens the choice among an alias' tiers for its judge: finds whom to ask, and where each of the answers leads. */
final class TierChoices {
    private final AliasResolution.OpenAlias open;
    private final JudgeConfig judge;
    private final Function<RoutingContext, AliasResolution> aliasResolutions;

    TierChoices(AliasResolution.OpenAlias open, Function<RoutingContext, AliasResolution> aliasResolutions) {
        this.open = open;
        this.judge = open.alias().judge();
        this.aliasResolutions = aliasResolutions;
    }

    /** The same route with the trial; as it is where there is no choice, or nobody who may be asked. */
    Route of(Route route, List<String> models, RoutingContext routingContext) {
        SequencedMap<String, TierChoice.TierRoute> ways = new LinkedHashMap<>();
        for (Tier tier : open.alias().tiers()) {
            TierChoice.TierRoute way = way(tier, models, routingContext);
            if (!way.targets().isEmpty()) {
                ways.put(tier.name(), way);
            }
        }
        Optional<Target> asked = judge(routingContext);
        if (ways.size() < 2 || asked.isEmpty()) {
            return route;
        }
        return route.open(new TierChoice(asked.get(), Duration.ofMillis(judge.timeoutMillis()), ways));
    }

    private TierChoice.TierRoute way(Tier tier, List<String> models, RoutingContext routingContext) {
        AliasResolution aliasResolution = aliasResolutions.apply(routingContext).choosing(tier);
        models.forEach(aliasResolution::follow);
        return new TierChoice.TierRoute(aliasResolution.targets(), aliasResolution.failover());
    }

    private Optional<Target> judge(RoutingContext routingContext) {
        AliasResolution aliasResolution = aliasResolutions.apply(routingContext.needingNothing());
        aliasResolution.followJudge(open);
        return aliasResolution.targets().stream().findFirst();
    }
}
