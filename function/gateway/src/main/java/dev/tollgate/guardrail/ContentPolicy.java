package dev.tollgate.guardrail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A content policy of {@code tollgate.yaml}: which values it looks for, and what happens to them.
 *
 * @param prompts the action for each detector, by its name, in requests
 * @param answers the action for each detector in answers; never {@link PolicyAction#MASK}, for there is nobody to restore it for
 * @param phoneRegions the countries whose national forms of phone numbers count, such as {@code DE}
 * @param detectors the policy's own detectors, by name
 * @param scan the models and engines that judge the content
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContentPolicy(
        String name,
        Map<String, PolicyAction> prompts,
        Map<String, PolicyAction> answers,
        @JsonProperty("phone_regions") Set<String> phoneRegions,
        Map<String, OwnDetector> detectors,
        List<ContentScan> scan) {

    public ContentPolicy {
        // Sorted, so that equal records always become the same JSON document.
        prompts = prompts == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(prompts));
        answers = answers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(answers));
        phoneRegions = phoneRegions == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(phoneRegions));
        detectors = detectors == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(detectors));
        scan = scan == null ? List.of() : List.copyOf(scan);
        if (answers.containsValue(PolicyAction.MASK)) {
            throw new IllegalArgumentException("answers cannot be masked");
        }
    }

    /** A policy that no model and no engine judges. */
    public ContentPolicy(
            String name,
            Map<String, PolicyAction> prompts,
            Map<String, PolicyAction> answers,
            Set<String> phoneRegions,
            Map<String, OwnDetector> detectors) {
        this(name, prompts, answers, phoneRegions, detectors, List.of());
    }

    /**
     * A detector of the policy's author: either a regular expression or words.
     *
     * @param pattern in RE2's syntax; null if it looks for words
     * @param words whole words, in any case; empty if it looks for a pattern
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record OwnDetector(@Nullable String pattern, List<String> words) {

        public OwnDetector {
            words = words == null ? List.of() : List.copyOf(words);
            if ((pattern == null) == words.isEmpty()) {
                throw new IllegalArgumentException("a detector needs either a pattern or words");
            }
        }
    }
}
