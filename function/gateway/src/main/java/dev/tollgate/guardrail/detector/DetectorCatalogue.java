package dev.tollgate.guardrail.detector;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The built-in detectors by name. */
public final class DetectorCatalogue {
    private static final Map<String, Function<Set<String>, TextDetector>> BY_NAME = new TreeMap<>(Map.of(
            "email",
            regions -> PatternDetector.of(
                    "email", "\\b[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}\\b")));

    private DetectorCatalogue() {}

    /** All built-in ones. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /**
     * The built-in detector of this name.
     *
     * @param phoneRegions whose national forms count as phone numbers, such as DE; others ignore them
     * @throws IllegalArgumentException if there is none
     */
    public static TextDetector builtIn(String name, Set<String> phoneRegions) {
        Function<Set<String>, TextDetector> maker = BY_NAME.get(name);
        if (maker == null) {
            throw new IllegalArgumentException("unknown detector: " + name);
        }
        return maker.apply(phoneRegions);
    }
}
