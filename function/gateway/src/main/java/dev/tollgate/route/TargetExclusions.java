package dev.tollgate.route;

import dev.tollgate.openai.GatewayException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects why targets cannot serve a request. */
final class TargetExclusions {
    /** The message must fit into a header or a log line. */
    private static final int MAX_LISTED = 6;

    private final Map<ModelName, TargetExclusion> exclusions = new LinkedHashMap<>();

    void add(TargetExclusion exclusion) {
        exclusions.putIfAbsent(exclusion.model(), exclusion);
    }

    boolean isEmpty() {
        return exclusions.isEmpty();
    }

    /**
     * The exception for a request that no target can serve. Its kind is that of the target that came closest: a caller
     * who needs only a shorter prompt must read about the prompt.
     */
    GatewayException failure(List<String> models) {
        TargetExclusion closest = exclusions.values().stream()
                .max(Comparator.comparing(TargetExclusion::stage))
                .orElseThrow();
        String listed = exclusions.values().stream()
                .sorted(Comparator.comparing(TargetExclusion::stage).reversed())
                .limit(MAX_LISTED)
                .map(TargetExclusion::toString)
                .collect(Collectors.joining(", "));
        int unlisted = exclusions.size() - MAX_LISTED;
        return GatewayException.of(
                closest.stage().kind(),
                closest.field(),
                "No target of the model '" + String.join("', '", models) + "' can serve this request: " + listed
                        + (unlisted > 0 ? ", and " + unlisted + " more" : "") + ".");
    }
}
