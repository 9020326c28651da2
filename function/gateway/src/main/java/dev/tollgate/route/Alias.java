package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.RoutingRequirements;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A name that callers use for a model. It resolves to targets, or to tiers of other names.
 *
 * @param targets the models to call, unless a schedule period replaces them; empty if the alias has tiers
 * @param dropUnsupported whether the gateway drops all fields that a target does not support, or none; where absent, it
 *     drops hints
 * @param strategy the order in which targets are tried
 * @param sticky whether the same user or conversation keeps its target, so that the provider's prompt cache helps
 * @param maxLatencyMillis targets with a higher recent time to first token come last
 * @param schedule other targets for some times of the week; its periods never overlap
 * @param fallback aliases or models to try after every target has failed
 * @param tiers routes by prompt complexity, in order from the lowest score
 * @param require what every target of this alias must meet, including those of its tiers and fallbacks
 * @param judge the model that decides the tier if the signals leave it open
 * @param failover what happens when a target fails or is slow; absent if the alias does not set it
 * @param content its content policies, its cache, and whether prompts are kept
 * @param whenBudgetSpent aliases or models for requests that a budget would refuse otherwise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Alias(
        String name,
        List<TargetSpec> targets,

        @JsonProperty("drop_unsupported") @Nullable Boolean dropUnsupported,

        RoutingStrategy strategy,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean sticky,
        @JsonProperty("max_latency_ms") @Nullable Integer maxLatencyMillis,
        List<SchedulePeriod> schedule,
        List<String> fallback,
        List<Tier> tiers,
        RoutingRequirements require,
        @Nullable JudgeConfig judge,
        @Nullable FailoverPolicy failover,
        ContentRules content,
        @JsonProperty("when_budget_spent") List<String> whenBudgetSpent) {

    /** Jackson passes null for each field that JSON leaves out; those with a default get it here. */
    public Alias {
        targets = targets == null ? List.of() : List.copyOf(targets);
        strategy = strategy == null ? RoutingStrategy.ORDERED : strategy;
        schedule = schedule == null ? List.of() : List.copyOf(schedule);
        fallback = fallback == null ? List.of() : List.copyOf(fallback);
        tiers = tiers == null ? List.of() : List.copyOf(tiers);
        require = require == null ? RoutingRequirements.NONE : require;
        content = content == null ? ContentRules.NONE : content;
        whenBudgetSpent = whenBudgetSpent == null ? List.of() : List.copyOf(whenBudgetSpent);
        if (targets.isEmpty() == tiers.isEmpty()) {
            throw new IllegalArgumentException("an alias needs either targets or tiers");
        }
        if (judge != null && tiers.isEmpty()) {
            throw new IllegalArgumentException("a judge needs tiers");
        }
    }

    /** An alias with this name; whatever is not set on the builder has its default. */
    public static AliasBuilder builder(String name) {
        return new AliasBuilder(name);
    }

    /** An alias whose targets are tried in this order. */
    public static Alias of(String name, List<TargetSpec> targets) {
        return builder(name).targets(targets).build();
    }

    /** The targets at this time. */
    List<TargetSpec> targetsAt(Instant now) {
        return schedule.stream()
                .filter(period -> period.covers(now))
                .findFirst()
                .map(SchedulePeriod::targets)
                .orElse(targets);
    }

    /** Every model that the alias names as a target at any time, without those of its tiers and fallbacks. */
    public Stream<ModelName> everyModel() {
        return Stream.concat(targets.stream(), schedule.stream().flatMap(period -> period.targets().stream()))
                .map(TargetSpec::model);
    }

    /** Every name that a request for the alias may go on to, without that of its judge. */
    public Stream<String> everyName() {
        return Stream.of(
                        everyModel().map(ModelName::toString),
                        tiers.stream().map(Tier::model),
                        fallback.stream(),
                        whenBudgetSpent.stream())
                .flatMap(Function.identity());
    }

    /** Whether the alias names this model as a target, a tier, a fallback or for a spent budget. */
    boolean references(ModelName model) {
        return everyName().anyMatch(model.toString()::equals);
    }

    /** The tier for a score: the last one that starts at or below it. */
    Tier tier(PromptComplexity complexity) {
        Tier found = tiers.getFirst();
        for (Tier tier : tiers) {
            if (tier.from().doubleValue() <= complexity.score()) {
                found = tier;
            }
        }
        return found;
    }

    /** The tiers for harder prompts than this one's, easiest first. */
    List<Tier> tiersAbove(Tier tier) {
        return tiers.subList(tiers.indexOf(tier) + 1, tiers.size());
    }

    /**
     * One model of an alias.
     *
     * @param weight its share under the weighted strategy; 0 means after all others have failed, absent means 1
     */
    public record TargetSpec(
            ModelName model,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer weight) {

        public TargetSpec {
            if (weight != null && weight < 0) {
                throw new IllegalArgumentException("a weight cannot be negative");
            }
        }

        /** A model with the default weight. */
        public static TargetSpec of(ModelName model) {
            return new TargetSpec(model, null);
        }

        double share() {
            return weight == null ? 1 : weight;
        }
    }
}
