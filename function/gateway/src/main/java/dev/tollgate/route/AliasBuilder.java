package dev.tollgate.route;

import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.RoutingRequirements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an alias setting by setting. {@link Alias} says what each one means. */
public final class AliasBuilder {
    private final String name;
    private List<Alias.TargetSpec> targets = List.of();
    private @Nullable Boolean dropUnsupported;
    private RoutingStrategy strategy = RoutingStrategy.ORDERED;
    private boolean sticky;
    private @Nullable Integer maxLatencyMillis;
    private List<SchedulePeriod> schedule = List.of();
    private List<String> fallback = List.of();
    private List<Tier> tiers = List.of();
    private RoutingRequirements require = RoutingRequirements.NONE;
    private @Nullable JudgeConfig judge;
    private @Nullable FailoverPolicy failover;
    private ContentRules content = ContentRules.NONE;
    private List<String> whenBudgetSpent = List.of();

    AliasBuilder(String name) {
        this.name = name;
    }

    public AliasBuilder targets(List<Alias.TargetSpec> value) {
        targets = value;
        return this;
    }

    public AliasBuilder dropUnsupported(@Nullable Boolean value) {
        dropUnsupported = value;
        return this;
    }

    public AliasBuilder strategy(RoutingStrategy value) {
        strategy = value;
        return this;
    }

    public AliasBuilder sticky(boolean value) {
        sticky = value;
        return this;
    }

    public AliasBuilder maxLatencyMillis(@Nullable Integer value) {
        maxLatencyMillis = value;
        return this;
    }

    public AliasBuilder schedule(List<SchedulePeriod> value) {
        schedule = value;
        return this;
    }

    public AliasBuilder fallback(List<String> value) {
        fallback = value;
        return this;
    }

    public AliasBuilder tiers(List<Tier> value) {
        tiers = value;
        return this;
    }

    public AliasBuilder require(RoutingRequirements value) {
        require = value;
        return this;
    }

    public AliasBuilder judge(@Nullable JudgeConfig value) {
        judge = value;
        return this;
    }

    public AliasBuilder failover(@Nullable FailoverPolicy value) {
        failover = value;
        return this;
    }

    public AliasBuilder content(ContentRules value) {
        content = value;
        return this;
    }

    public AliasBuilder whenBudgetSpent(List<String> value) {
        whenBudgetSpent = value;
        return this;
    }

    public Alias build() {
        return new Alias(
                name,
                targets,
                dropUnsupported,
                strategy,
                sticky,
                maxLatencyMillis,
                schedule,
                fallback,
                tiers,
                require,
                judge,
                failover,
                content,
                whenBudgetSpent);
    }
}
