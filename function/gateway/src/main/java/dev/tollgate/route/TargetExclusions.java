package dev.tollgate.route;

import dev.tollgate.openai.GatewayException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why the targets that were left out were left out. */
final class TargetExclusions {
    /** A header or a log line has to hold the message. */
    private static final int MOST_TOLD = 6;

    private final Map<ModelName, TargetExclusion> targetExclusions = new LinkedHashMap<>();

    void add(TargetExclusion targetExclusion) {
        targetExclusions.putIfAbsent(targetExclusion.model(), targetExclusion);
    }

    boolean isEmpty() {
        return targetExclusions.isEmpty();
    }

    /**
     * The failure of a request that nobody is left for. Its kind is that of the target that came nearest: who needs only a
     * shorter prompt must hear of the prompt, whatever else was wrong with others.
     */
    GatewayException failure(List<String> models) {
        TargetExclusion nearest = targetExclusions.values().stream()
                .max(Comparator.comparing(TargetExclusion::stage))
                .orElseThrow();
        String told = targetExclusions.values().stream()
                .sorted(Comparator.comparing(TargetExclusion::stage).reversed())
                .limit(MOST_TOLD)
                .map(TargetExclusion::toString)
                .collect(Collectors.joining(", "));
        int untold = targetExclusions.size() - MOST_TOLD;
        return GatewayException.of(
                nearest.stage().kind(),
                nearest.field(),
                "No target of the model '" + String.join("', '", models) + "' may be asked this: " + told
                        + (untold > 0 ? ", and " + untold + " more" : "") + ".");
    }
}
