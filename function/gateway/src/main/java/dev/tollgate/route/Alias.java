package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.Requirements;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A name that callers use for a model, and what stands behind it: targets, or tiers of other names.
 *
 * @param targets the models behind it, unless the clock says otherwise; none where it has tiers
 * @param dropUnsupported whether fields that a target cannot honour are left out, and told, instead of refused
 * @param strategy in which order they are tried
 * @param sticky whether the same user or conversation keeps its target, so that the provider's prompt cache is of use
 * @param maxLatencyMillis targets whose recent time to first token is above come last; null for no bound
 * @param schedule other targets at some times; no two of its periods cover the same instant
 * @param fallback aliases or models to try when none of the targets has answered
 * @param tiers where prompts go by their complexity; in order, from the lowest score
 * @param require what must be known of a target to be asked for this alias, be it behind its tiers and fallbacks
 * @param judge who is asked for the tier where the signs leave it open; null for nobody
 * @param failover what happens when a target fails or is slow; null where it says nothing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Alias(
        String name,
        List<TargetSpec> targets,

        @JsonProperty("drop_unsupported") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean dropUnsupported,

        RoutingStrategy strategy,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean sticky,
        @JsonProperty("max_latency_ms") Integer maxLatencyMillis,
        List<SchedulePeriod> schedule,
        List<String> fallback,
        List<Tier> tiers,
        Requirements require,
        JudgeConfig judge,
        FailoverPolicy failover) {

    public Alias {
        targets = targets == null ? List.of() : List.copyOf(targets);
        strategy = strategy == null ? RoutingStrategy.ORDERED : strategy;
        schedule = schedule == null ? List.of() : List.copyOf(schedule);
        fallback = fallback == null ? List.of() : List.copyOf(fallback);
        tiers = tiers == null ? List.of() : List.copyOf(tiers);
        require = require == null ? Requirements.NONE : require;
        if (targets.isEmpty() == tiers.isEmpty()) {
            throw new IllegalArgumentException("an alias needs either targets or tiers");
        }
        if (judge != null && tiers.isEmpty()) {
            throw new IllegalArgumentException("a judge needs tiers");
        }
    }

    /** An alias whose targets are tried in this order. */
    public static Alias of(String name, List<TargetSpec> targets) {
        return new Alias(name, targets, false, null, false, null, null, null, null, null, null, null);
    }

    /** The targets at this time. */
    List<TargetSpec> targetsAt(Instant now) {
        return schedule.stream()
                .filter(period -> period.covers(now))
                .findFirst()
                .map(SchedulePeriod::targets)
                .orElse(targets);
    }

    /** Every model that it names itself, at any time; not those behind its tiers and fallbacks. */
    public Stream<ModelName> everyModel() {
        return Stream.concat(targets.stream(), schedule.stream().flatMap(period -> period.targets().stream()))
                .map(TargetSpec::model);
    }

    /** Whether it has this model as a target, or leads to it by a tier or as a fallback. */
    boolean names(ModelName model) {
        String name = model.toString();
        return everyModel().anyMatch(model::equals)
                || fallback.contains(name)
                || tiers.stream().anyMatch(tier -> tier.model().equals(name));
    }

    /** The tier for a score: the last one that begins at or below it. */
    Tier tier(PromptComplexity complexity) {
        Tier found = tiers.getFirst();
        for (Tier tier : tiers) {
            if (tier.from().doubleValue() <= complexity.score()) {
                found = tier;
            }
        }
        return found;
    }

    /** Those for harder prompts than this one's, from the easiest. */
    List<Tier> tiersAbove(Tier tier) {
        return tiers.subList(tiers.indexOf(tier) + 1, tiers.size());
    }

    /**
     * One model behind an alias.
     *
     * @param weight its share where the strategy is by weight; 0 means only when all others have failed
     */
    public record TargetSpec(
            ModelName model,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer weight) {

        public TargetSpec {
            if (weight != null && weight < 0) {
                throw new IllegalArgumentException("a weight cannot be negative");
            }
        }

        /** A model of the usual weight. */
        public static TargetSpec of(ModelName model) {
            return new TargetSpec(model, null);
        }

        double share() {
            return weight == null ? 1 : weight;
        }
    }
}
