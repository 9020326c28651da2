package dev.tollgate.manifest;

import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.route.Alias;
import dev.tollgate.route.JudgeConfig;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RoutingStrategy;
import dev.tollgate.route.SchedulePeriod;
import dev.tollgate.route.Tier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the section {@code aliases}. */
final class AliasSection {
    private static final Set<String> FIELDS = ContentSection.with(
            "targets",
            "drop_unsupported",
            "strategy",
            "sticky",
            "max_latency_ms",
            "schedule",
            "fallback",
            "when_budget_spent",
            "tiers",
            "require",
            "judge",
            "failover");
    private static final int MOST_MILLIS = 900_000;

    private final PlanBuilder builder;
    private final TargetList targetList;

    AliasSection(PlanBuilder builder) {
        this.builder = builder;
        this.targetList = new TargetList(builder);
    }

    void read(String name, YamlValue value) {
        NameRules.checkAlias(name, value);
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Optional<YamlValue> tiers = fields.find("tiers");
        List<Alias.TargetSpec> targets = tiers.isPresent()
                ? fields.find("targets").map(AliasSection::notWithTiers).orElse(List.of())
                : fields.require("targets", "a list of models")
                        .map(targetList::read)
                        .orElse(List.of());
        RoutingStrategy strategy =
                fields.find("strategy").map(AliasSection::strategy).orElse(RoutingStrategy.ORDERED);
        boolean sticky = fields.find("sticky").flatMap(YamlValue::flag).orElse(false);
        if (sticky && strategy != RoutingStrategy.WEIGHTED && strategy != RoutingStrategy.RANDOM) {
            value.error("expected the strategy weighted or random with sticky: the others do not choose at random");
        }
        List<SchedulePeriod> schedule = fields.find("schedule")
                .map(new ScheduleSection(targetList)::read)
                .orElse(List.of());
        List<String> fallback = fields.find("fallback").map(this::names).orElse(List.of());
        List<String> whenSpent =
                fields.find("when_budget_spent").map(this::names).orElse(List.of());
        List<Tier> read = tiers.map(new TierSection(builder)::read).orElse(List.of());
        Optional<JudgeConfig> judge = fields.find("judge").flatMap(new JudgeSection(builder)::read);
        if (judge.isPresent() && tiers.isEmpty()) {
            fields.find("judge")
                    .ifPresent(field -> field.error("expected tiers in the same alias: a judge chooses between them"));
            return;
        }
        if (targets.isEmpty() && read.isEmpty()) {
            return;
        }
        Alias alias = Alias.builder(name)
                .targets(targets)
                .dropUnsupported(
                        fields.find("drop_unsupported").flatMap(YamlValue::flag).orElse(null))
                .strategy(strategy)
                .sticky(sticky)
                .maxLatencyMillis(fields.find("max_latency_ms")
                        .flatMap(field -> field.wholeNumber(MOST_MILLIS))
                        .orElse(null))
                .schedule(schedule)
                .fallback(fallback)
                .tiers(read)
                .require(fields.find("require").map(RequirementSection::read).orElse(RoutingRequirements.NONE))
                .judge(judge.orElse(null))
                .failover(fields.find("failover").map(FailoverSection::read).orElse(null))
                .content(ContentSection.read(fields, builder))
                .whenBudgetSpent(whenSpent)
                .build();
        fields.find("require").ifPresent(require -> checkThatSomeTargetMeets(alias, require));
        add(alias, value);
    }

    private static List<Alias.TargetSpec> notWithTiers(YamlValue targets) {
        targets.error("expected either targets or tiers, got both");
        return List.of();
    }

    private static RoutingStrategy strategy(YamlValue value) {
        return value.text("one of " + RoutingStrategy.names(), word -> RoutingStrategy.named(word)
                        .isPresent())
                .flatMap(RoutingStrategy::named)
                .orElse(RoutingStrategy.ORDERED);
    }

    private List<String> names(YamlValue value) {
        return value.elements().stream()
                .flatMap(element -> element.text("an alias, or provider/model", builder::serves).stream())
                .toList();
    }

    /** Checks no prices: the price list may change before a request arrives. */
    private void checkThatSomeTargetMeets(Alias alias, YamlValue require) {
        List<ModelName> models = alias.everyModel().distinct().toList();
        boolean met = models.stream()
                .anyMatch(model -> builder.terms(model).unmet(alias.require()).isEmpty());
        if (!met && !models.isEmpty() && alias.fallback().isEmpty()) {
            ModelName first = models.getFirst();
            require.error("expected what at least one target is known to meet, got none; " + first + " does not meet "
                    + String.join(", ", builder.terms(first).unmet(alias.require())));
        }
    }

    /** Leaves an alias out as a whole if this build lacks one of its providers, because half an alias is wrong. */
    private void add(Alias alias, YamlValue value) {
        Set<String> missing = new TreeSet<>();
        Stream.concat(alias.targets().stream(), alias.schedule().stream().flatMap(period -> period.targets().stream()))
                .map(spec -> spec.model().provider())
                .filter(builder::isLeftOut)
                .forEach(missing::add);
        if (missing.isEmpty()) {
            builder.add(alias);
        } else {
            value.warning("left out, because it uses " + String.join(", ", missing));
        }
    }
}
