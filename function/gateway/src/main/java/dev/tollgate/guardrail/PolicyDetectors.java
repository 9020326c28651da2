package dev.tollgate.guardrail;

import dev.tollgate.guardrail.ContentPolicy.OwnDetector;
import dev.tollgate.guardrail.detector.DetectorCatalogue;
import dev.tollgate.guardrail.detector.PatternDetector;
import dev.tollgate.guardrail.detector.TextDetector;
import dev.tollgate.guardrail.detector.WordListDetector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The detectors of the policies that apply together, compiled. Immutable. */
public final class PolicyDetectors {
    /** Compiled sets of policies. A configuration has few, but each version of it has its own. */
    private static final Map<Set<ContentPolicy>, PolicyDetectors> COMPILED = new ConcurrentHashMap<>();

    private static final int MOST_COMPILED = 256;

    /** Of detectors that are none of a policy's. */
    static final String NO_POLICY = "";

    /** Those of a value that no policy has found. */
    static final Set<String> NONE = Set.of(NO_POLICY);

    private final List<ActiveDetector> prompts;
    private final List<ActiveDetector> answers;
    private final List<ActiveScan> scans;

    private PolicyDetectors(Collection<ContentPolicy> policies) {
        DetectorCompiler compiler = new DetectorCompiler();
        List<ActiveDetector> inPrompts = new ArrayList<>();
        List<ActiveDetector> inAnswers = new ArrayList<>();
        List<ActiveScan> ofPolicies = new ArrayList<>();
        // In a fixed order: an error names the same policy each time.
        policies.stream().sorted(Comparator.comparing(ContentPolicy::name)).forEach(policy -> {
            policy.prompts().forEach((name, action) -> inPrompts.add(compiler.active(policy, name, action)));
            policy.answers().forEach((name, action) -> inAnswers.add(compiler.active(policy, name, action)));
            policy.scan().forEach(scan -> ofPolicies.add(new ActiveScan(policy.name(), scan)));
        });
        this.prompts = withLiterals(inPrompts);
        this.answers = List.copyOf(inAnswers);
        this.scans = List.copyOf(ofPolicies);
    }

    /** No policy acts on what only looks like a placeholder, so that nothing counts it. */
    private static List<ActiveDetector> withLiterals(List<ActiveDetector> detectors) {
        Stream<ActiveDetector> literals = detectors.stream()
                .filter(active -> active.action() == PolicyAction.MASK)
                .map(ActiveDetector::label)
                .distinct()
                .map(label -> new ActiveDetector(new LiteralPlaceholders(label), PolicyAction.MASK, NO_POLICY));
        return Stream.concat(detectors.stream(), literals).toList();
    }

    /**
     * The detectors of these policies. Compiles only what it has not compiled before.
     *
     * @throws IllegalArgumentException if a policy names a detector that does not exist: a gateway that does not know it cannot
     *     keep the policy
     */
    public static PolicyDetectors of(Collection<ContentPolicy> policies) {
        if (COMPILED.size() >= MOST_COMPILED) {
            COMPILED.clear();
        }
        return COMPILED.computeIfAbsent(Set.copyOf(policies), PolicyDetectors::new);
    }

    /** Those for requests. */
    public List<ActiveDetector> prompts() {
        return prompts;
    }

    /** Those for answers. */
    public List<ActiveDetector> answers() {
        return answers;
    }

    /** The models and engines that judge the content. */
    public List<ActiveScan> scans() {
        return scans;
    }

    /** Compiles each detector once, although several policies, or requests and answers, may use it. */
    private static final class DetectorCompiler {
        private final Map<Object, TextDetector> compiled = new HashMap<>();

        private record BuiltIn(String name, Set<String> phoneRegions) {}

        private record Own(String name, OwnDetector detector) {}

        private ActiveDetector active(ContentPolicy policy, String name, PolicyAction action) {
            OwnDetector own = policy.detectors().get(name);
            TextDetector detector = own == null
                    ? compiled.computeIfAbsent(
                            new BuiltIn(name, policy.phoneRegions()),
                            _ -> DetectorCatalogue.builtIn(name, policy.phoneRegions()))
                    : compiled.computeIfAbsent(new Own(name, own), _ -> own(name, own));
            return new ActiveDetector(detector, action, policy.name());
        }

        private static TextDetector own(String name, OwnDetector own) {
            return own.pattern() == null
                    ? WordListDetector.of(name, own.words())
                    : PatternDetector.of(name, own.pattern());
        }
    }
}
