package dev.tollgate.route;

import dev.tollgate.openai.CanonicalDigest;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.provider.Provider;
import java.util.Comparator;
import java.util.List;

/**
 * The configuration behind a route. Where two requests for the same have equal definitions, either's answer may be the other's.
 *
 * @param aliases every alias that the request may pass through
 * @param gateway the rules for every request
 * @param targets every target that may be sent the request. Their order says nothing: it may be random
 */
public record RouteDefinition(List<Alias> aliases, GatewayPolicy gateway, List<Target> targets) {

    public RouteDefinition {
        aliases = List.copyOf(aliases);
        targets = targets.stream()
                .distinct()
                .sorted(Comparator.comparing(target -> target.name().toString()))
                .toList();
    }

    /** Adds all of it to a digest. */
    public void addTo(CanonicalDigest digest) {
        List<Provider> providers =
                targets.stream().map(Target::provider).distinct().toList();
        digest.add("aliases", aliases)
                .add("gateway", gateway)
                .add("providers", providers)
                .add(
                        "targets",
                        targets.stream()
                                .map(target -> target.name() + " " + target.dropPolicy())
                                .toList());
    }
}
