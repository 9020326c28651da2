package dev.tollgate.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** Prepares the choice between an alias' tiers for its judge: resolves the judge, and the route of each tier. */
final class TierChoices {
    private final AliasResolution.JudgedAlias judged;
    private final Function<RoutingContext, AliasResolution> resolutions;

    TierChoices(AliasResolution.JudgedAlias judged, Function<RoutingContext, AliasResolution> resolutions) {
        this.judged = judged;
        this.resolutions = resolutions;
    }

    /** Adds the choice to a route. Returns the route unchanged if fewer than two tiers or no judge are eligible. */
    Route addTo(Route route, List<RequestedModel> models, RoutingContext context) {
        SequencedMap<String, TierChoice.TierRoute> routes = new LinkedHashMap<>();
        for (Tier tier : judged.alias().tiers()) {
            TierChoice.TierRoute tierRoute = route(tier, models, context);
            if (!tierRoute.targets().isEmpty()) {
                routes.put(tier.name(), tierRoute);
            }
        }
        Optional<Target> judge = judge(context);
        if (routes.size() < 2 || judge.isEmpty()) {
            return route;
        }
        Duration timeout = Duration.ofMillis(judged.judge().timeoutMillis());
        return route.withChoice(new TierChoice(judge.get(), timeout, routes));
    }

    private TierChoice.TierRoute route(Tier tier, List<RequestedModel> models, RoutingContext context) {
        AliasResolution resolution = resolutions.apply(context).choosing(tier);
        models.forEach(resolution::follow);
        return new TierChoice.TierRoute(resolution.targets(), resolution.failover());
    }

    private Optional<Target> judge(RoutingContext context) {
        AliasResolution resolution = resolutions.apply(context.needingNothing());
        resolution.follow(judged.judge().model(), judged.requirements());
        return resolution.targets().stream().findFirst();
    }
}
