package dev.tollgate.manifest;

import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.ContentPolicy.OwnDetector;
import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.guardrail.detector.DetectorCatalogue;
import dev.tollgate.guardrail.detector.PatternDetector;
import dev.tollgate.guardrail.detector.WordListDetector;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the section {@code policies}: what requests and answers may contain. */
final class PolicySection {
    private static final Set<String> FIELDS = Set.of("prompts", "answers", "phone_regions", "detectors", "scan");
    private static final Set<String> DETECTOR_FIELDS = Set.of("pattern", "words");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    /** The upper case is the label of placeholders. */
    private static final Pattern DETECTOR = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());
    private static final int MOST_WORDS = 10_000;
    private static final int LONGEST = 1_000;

    private final PlanBuilder builder;
    private final ScanSection scans;

    PolicySection(PlanBuilder builder) {
        this.builder = builder;
        this.scans = new ScanSection(builder);
    }

    void read(String name, YamlValue value) {
        if (!NAME.matcher(name).matches()) {
            value.error("expected a name such as personal-data, of a-z, 0-9, - and _, got "
                    + ValueDescription.quoted(name));
        }
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Map<String, OwnDetector> detectors = detectors(fields);
        // Also the faulty ones, so that each error appears once.
        Set<String> own = fields.section("detectors").keySet();
        Map<String, PolicyAction> prompts = actions(fields, "prompts", own, "redact, mask, deny or flag", Set.of());
        Map<String, PolicyAction> answers =
                actions(fields, "answers", own, "redact, deny or flag", Set.of(PolicyAction.MASK));
        List<ContentScan> scan = fields.find("scan").map(scans::read).orElse(List.of());
        // One that is faulty counts, so that each error appears once.
        boolean scanned = fields.find("scan").isPresent();
        if (value.isMapping() && prompts.isEmpty() && answers.isEmpty() && !scanned) {
            value.error("expected prompts or answers with at least one detector, or scan, got none");
        }
        Set<String> regions =
                fields.find("phone_regions").map(PolicySection::regions).orElse(Set.of());
        builder.add(new ContentPolicy(name, prompts, answers, regions, detectors, scan));
    }

    private static Map<String, PolicyAction> actions(
            MappingFields fields, String section, Set<String> own, String expected, Set<PolicyAction> excluded) {
        Map<String, PolicyAction> actions = new LinkedHashMap<>();
        fields.section(section).forEach((detector, value) -> {
            if (!own.contains(detector) && !DetectorCatalogue.names().contains(detector)) {
                value.error("expected one of " + String.join(", ", new TreeSet<>(DetectorCatalogue.names()))
                        + " or a detector of this policy, as the name");
            }
            value.text(expected, word -> PolicyAction.named(word)
                            .filter(action -> !excluded.contains(action))
                            .isPresent())
                    .flatMap(PolicyAction::named)
                    .ifPresent(action -> actions.put(detector, action));
        });
        return actions;
    }

    private static Set<String> regions(YamlValue value) {
        Set<String> regions = new LinkedHashSet<>();
        value.elements()
                .forEach(element -> element.text("a country such as DE or US, in capital letters", REGIONS::contains)
                        .ifPresent(regions::add));
        return regions;
    }

    private static Map<String, OwnDetector> detectors(MappingFields fields) {
        Map<String, OwnDetector> detectors = new LinkedHashMap<>();
        fields.section("detectors").forEach((name, value) -> {
            if (!DETECTOR.matcher(name).matches()) {
                value.error("expected a name such as ticket_number, of a-z, 0-9 and _, got "
                        + ValueDescription.quoted(name));
            }
            if (DetectorCatalogue.names().contains(name)) {
                value.error("expected a name of its own: there is a built-in detector " + name);
            }
            detector(name, value).ifPresent(detector -> detectors.put(name, detector));
        });
        return detectors;
    }

    private static Optional<OwnDetector> detector(String name, YamlValue value) {
        MappingFields fields = MappingFields.of(value, DETECTOR_FIELDS, Set.of());
        Optional<YamlValue> pattern = fields.find("pattern");
        Optional<YamlValue> words = fields.find("words");
        if (value.isMapping() && pattern.isPresent() == words.isPresent()) {
            value.error("expected either pattern or words");
            return Optional.empty();
        }
        return pattern.map(field -> pattern(name, field)).orElseGet(() -> words.flatMap(field -> words(name, field)));
    }

    private static Optional<OwnDetector> pattern(String name, YamlValue value) {
        Optional<String> pattern =
                value.text("a regular expression", text -> !text.isEmpty() && text.length() <= LONGEST);
        return pattern.filter(text -> accepts(value, () -> PatternDetector.of(name, text)))
                .map(text -> new OwnDetector(text, List.of()));
    }

    private static Optional<OwnDetector> words(String name, YamlValue value) {
        List<String> words = value.elements().stream()
                .limit(MOST_WORDS)
                .flatMap(
                        element -> element.text("a word", text -> !text.isEmpty() && text.length() <= LONGEST).stream())
                .toList();
        if (value.isEmptyList() || value.elements().size() > MOST_WORDS) {
            value.error("expected 1 to " + MOST_WORDS + " words, got "
                    + value.elements().size());
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(words)
                .filter(list -> accepts(value, () -> WordListDetector.of(name, list)))
                .map(list -> new OwnDetector(null, list));
    }

    /** Compiles what the author has written, whose faults the detector explains. */
    private static boolean accepts(YamlValue value, Runnable compiler) {
        try {
            compiler.run();
            return true;
        } catch (IllegalArgumentException wrong) {
            value.error(String.valueOf(wrong.getMessage()));
            return false;
        }
    }
}
