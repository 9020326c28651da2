package dev.tollgate.route;

import dev.tollgate.openai.ChatFailure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why the targets that were left out were left out. */
final class Refusals {
    /** A header or a log line has to hold the message. */
    private static final int MOST_TOLD = 6;

    private final Map<ModelName, Refusal> refusals = new LinkedHashMap<>();

    void add(Refusal refusal) {
        refusals.putIfAbsent(refusal.model(), refusal);
    }

    boolean isEmpty() {
        return refusals.isEmpty();
    }

    /**
     * The failure of a request that nobody is left for. Its kind is that of the target that came nearest: who needs only a
     * shorter prompt must hear of the prompt, whatever else was wrong with others.
     */
    ChatFailure failure(List<String> models) {
        Refusal nearest = refusals.values().stream()
                .max(Comparator.comparing(Refusal::stage))
                .orElseThrow();
        String told = refusals.values().stream()
                .sorted(Comparator.comparing(Refusal::stage).reversed())
                .limit(MOST_TOLD)
                .map(Refusal::toString)
                .collect(Collectors.joining(", "));
        int untold = refusals.size() - MOST_TOLD;
        return ChatFailure.of(
                nearest.stage().kind(),
                nearest.field(),
                "No target of the model '" + String.join("', '", models) + "' may be asked this: " + told
                        + (untold > 0 ? ", and " + untold + " more" : "") + ".");
    }
}
