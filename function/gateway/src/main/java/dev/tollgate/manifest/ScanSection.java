package dev.tollgate.manifest;

import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.guardrail.ContentScan.OnFailure;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ScanEngine;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code scan} of a policy: the models and engines that judge content. */
final class ScanSection {
    private static final Set<String> COMMON = Set.of("action", "timeout_ms", "on_failure", "parallel", "answers");

    /** The field that names the engine, and the other fields that only this engine has. */
    private static final Map<String, Set<String>> ENGINES = Map.of(
            "model", Set.of("rule"),
            "moderation", Set.of("categories"),
            "guardrail", Set.of("id", "version"));

    private static final String MODEL = "an alias, or provider/model";
    private static final String CATEGORY = "a category, such as hate or self-harm/intent";
    private static final Predicate<String> IS_CATEGORY =
            Pattern.compile("[a-z0-9_/-]{1,64}").asMatchPredicate();
    private static final Predicate<String> IS_GUARDRAIL = Pattern.compile(
                    "[a-z0-9]+|arn:aws[a-z-]*:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]+")
            .asMatchPredicate();
    private static final Predicate<String> IS_VERSION =
            Pattern.compile("[1-9][0-9]{0,7}|DRAFT").asMatchPredicate();

    /** A scan that takes longer than this takes longer than the response itself. */
    private static final int MOST_MILLIS = 30_000;

    private static final int LONGEST_RULE = 4_000;

    private final PlanBuilder builder;

    ScanSection(PlanBuilder builder) {
        this.builder = builder;
    }

    List<ContentScan> read(YamlValue value) {
        if (value.isEmptyList()) {
            value.error("expected at least one scan, got an empty list; omit this field for none");
        }
        return value.elements().stream()
                .flatMap(element -> scan(element).stream())
                .toList();
    }

    private Optional<ContentScan> scan(YamlValue value) {
        List<String> named = ENGINES.keySet().stream()
                .filter(value.entries().keySet()::contains)
                .toList();
        if (named.size() != 1) {
            if (value.isMapping()) {
                value.error("expected exactly one of " + String.join(", ", new TreeSet<>(ENGINES.keySet())));
            }
            return Optional.empty();
        }
        String name = named.getFirst();
        Set<String> known = Stream.of(COMMON, ENGINES.get(name), Set.of(name))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        MappingFields fields = MappingFields.of(value, known, Set.of());
        return engine(name, fields).flatMap(engine -> scan(engine, fields));
    }

    private Optional<ScanEngine> engine(String name, MappingFields fields) {
        return switch (name) {
            case "model" -> model(fields);
            case "moderation" -> moderation(fields);
            default -> guardrail(fields);
        };
    }

    private static Optional<ContentScan> scan(ScanEngine engine, MappingFields fields) {
        Optional<PolicyAction> action = word(
                fields,
                "action",
                Map.of("deny", PolicyAction.DENY, "flag", PolicyAction.FLAG),
                Optional.of(PolicyAction.DENY));
        Optional<OnFailure> onFailure = word(
                fields,
                "on_failure",
                Map.of("deny", OnFailure.DENY, "allow", OnFailure.ALLOW),
                action.map(known -> known == PolicyAction.DENY ? OnFailure.DENY : OnFailure.ALLOW));
        Optional<Integer> timeout = fields.find("timeout_ms")
                .map(field -> field.wholeNumber(1, MOST_MILLIS))
                .orElse(Optional.of(ContentScan.DEFAULT_TIMEOUT_MILLIS));
        boolean parallel = RequirementSection.flag(fields, "parallel");
        boolean answers = RequirementSection.flag(fields, "answers");
        return action.isPresent() && onFailure.isPresent() && timeout.isPresent()
                ? Optional.of(new ContentScan(engine, action.get(), timeout.get(), onFailure.get(), parallel, answers))
                : Optional.empty();
    }

    /** What the word of a field means; empty if the field is faulty. */
    private static <T> Optional<T> word(
            MappingFields fields, String name, Map<String, T> words, Optional<T> otherwise) {
        Optional<YamlValue> field = fields.find(name);
        if (field.isEmpty()) {
            return otherwise;
        }
        String expected = String.join(" or ", new TreeSet<>(words.keySet()));
        return field.get().text(expected, words::containsKey).map(words::get);
    }

    private Optional<ScanEngine> model(MappingFields fields) {
        Optional<String> model = fields.find("model").flatMap(field -> field.text(MODEL, builder::serves));
        String expected = "what content must not do, in at most " + LONGEST_RULE + " characters";
        Optional<String> rule = fields.require("rule", expected)
                .flatMap(field -> field.text(expected, text -> !text.isBlank() && text.length() <= LONGEST_RULE));
        return model.flatMap(name -> rule.map(text -> new ScanEngine.Model(name, text)));
    }

    private Optional<ScanEngine> moderation(MappingFields fields) {
        Set<String> categories = new LinkedHashSet<>();
        Map<String, BigDecimal> thresholds = new LinkedHashMap<>();
        fields.find("categories").ifPresent(field -> {
            if (field.isMapping()) {
                field.entries().forEach((name, score) -> threshold(name, score)
                        .ifPresent(least -> thresholds.put(name, least)));
            } else {
                field.elements()
                        .forEach(element -> element.text(CATEGORY, IS_CATEGORY).ifPresent(categories::add));
            }
        });
        return provider(fields, "moderation", "openai").map(named -> {
            int slash = named.indexOf('/');
            return slash < 0
                    ? new ScanEngine.Moderation(named, ScanEngine.Moderation.DEFAULT_MODEL, categories, thresholds)
                    : new ScanEngine.Moderation(
                            named.substring(0, slash), named.substring(slash + 1), categories, thresholds);
        });
    }

    private static Optional<BigDecimal> threshold(String category, YamlValue value) {
        if (!IS_CATEGORY.test(category)) {
            value.error("expected " + CATEGORY + ", as the name");
        }
        return value.number(
                "a score from 0 to 1, such as 0.5",
                score -> score.signum() >= 0 && score.compareTo(BigDecimal.ONE) <= 0);
    }

    private Optional<ScanEngine> guardrail(MappingFields fields) {
        String expectedId = "the guardrail's id or ARN";
        String expectedVersion = "its version in quotes, such as \"3\" or \"DRAFT\"";
        Optional<String> provider = provider(fields, "guardrail", "bedrock");
        Optional<String> id = fields.require("id", expectedId).flatMap(field -> field.text(expectedId, IS_GUARDRAIL));
        Optional<String> version =
                fields.require("version", expectedVersion).flatMap(field -> field.text(expectedVersion, IS_VERSION));
        return provider.isPresent() && id.isPresent() && version.isPresent()
                ? Optional.of(new ScanEngine.Guardrail(provider.get(), id.get(), version.get()))
                : Optional.empty();
    }

    /** The name of a provider of this kind; for a moderation, a model of it may follow. */
    private Optional<String> provider(MappingFields fields, String field, String kind) {
        boolean withModel = kind.equals("openai");
        String expected = "a provider of kind " + kind + (withModel ? ", or provider/model of one" : "");
        return fields.find(field)
                .flatMap(value -> value.text(expected, text -> {
                    int slash = withModel ? text.indexOf('/') : -1;
                    String provider = slash < 0 ? text : text.substring(0, slash);
                    return builder.kind(provider).filter(kind::equals).isPresent()
                            && (slash < 0 || slash < text.length() - 1);
                }));
    }
}
