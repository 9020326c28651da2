package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderCatalog;
import dev.tollgate.route.PromptComplexity.Signal;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Provider P = new Provider("p", "openai", null, null, null);

    private final Map<String, Alias> aliases = new HashMap<>();
    private final RoutingTables tables = new RoutingTables() {
        @Override
        public RoutingTable current() {
            return new RoutingTable(aliases, Map.of("p", P));
        }

        @Override
        public void verify() {}
    };
    private final Router router = new Router(
            tables,
            new ProviderCatalog(Set.of(), Map.of()),
            new InMemoryFacts(),
            new TargetRanking((_, _, _, _) -> OptionalLong.empty(), new LatencyStats(), () -> 0.5));

    @Test
    void theTargetsOfFallbacksComeLastAndEachTargetComesOnce() {
        alias("main", specs("a", "b"), List.of(), List.of("spare", "p/c"), List.of());
        alias("spare", specs("b", "d"), List.of(), List.of("main"), List.of());

        assertThat(models("main", MONDAY_NOON, 0)).containsExactly("a", "b", "d", "c");
    }

    @Test
    void theScheduleSelectsTheTargets() {
        SchedulePeriod mondays = new SchedulePeriod(
                Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(17, 0), ZoneOffset.UTC, specs("day"));
        alias("main", specs("night"), List.of(mondays), List.of("p/last"), List.of());

        assertThat(models("main", MONDAY_NOON, 0)).containsExactly("day", "last");
        assertThat(models("main", MONDAY_NOON.plusSeconds(5 * 3600), 0)).containsExactly("night", "last");
    }

    @Test
    void thePromptsComplexitySelectsTheTierAndTheRouteSaysWhy() {
        alias("cheap", specs("small"), List.of(), List.of(), List.of());
        alias(
                "smart",
                List.of(),
                List.of(),
                List.of("p/last"),
                List.of(
                        new Tier("simple", BigDecimal.ZERO, "cheap"),
                        new Tier("complex", new BigDecimal("0.4"), "p/large")));

        assertThat(models("smart", MONDAY_NOON, 0.39)).containsExactly("small", "last");
        assertThat(models("smart", MONDAY_NOON, 0.40)).containsExactly("large", "last");
        assertThat(router.route(List.of("smart"), context(MONDAY_NOON, 0.40)).tierDecision())
                .map(Route.TierDecision::explained)
                .contains("complex, 0.40 (code 0.40)");
    }

    @Test
    void anUnknownNameIsNotFound() {
        assertThatThrownBy(() -> router.route(List.of("q/m"), context(MONDAY_NOON, 0)))
                .isInstanceOf(GatewayException.class)
                .hasFieldOrPropertyWithValue("kind", ErrorKind.MODEL_NOT_FOUND);
    }

    @Test
    void aJudgeDecidesIfTheSignalsLeaveItOpenAndEachTierHasARoute() {
        List<Tier> tiers = List.of(
                new Tier("simple", BigDecimal.ZERO, "p/small"), new Tier("complex", new BigDecimal("0.4"), "p/large"));
        JudgeConfig judge = new JudgeConfig("p/judge", 300, new BigDecimal("0.1"), new BigDecimal("0.5"));
        aliases.put(
                "wise",
                Alias.builder("wise")
                        .dropUnsupported(false)
                        .fallback(List.of("p/last"))
                        .tiers(tiers)
                        .judge(judge)
                        .build());

        assertThat(router.route(List.of("wise"), context(MONDAY_NOON, 0.05)).tierChoice())
                .isEmpty();
        assertThat(router.route(List.of("wise"), context(MONDAY_NOON, 0.7)).tierChoice())
                .isEmpty();

        Route open = router.route(List.of("wise"), context(MONDAY_NOON, 0.45));
        assertThat(open.targets()).extracting(Target::model).containsExactly("large", "last");
        assertThat(open.everyTarget()).extracting(Target::model).containsExactly("judge", "small", "last", "large");
        Route decided = open.decided("simple", "judge p/judge in 3 ms");
        assertThat(decided.targets()).extracting(Target::model).containsExactly("small", "last");
        assertThat(decided.tierDecision().orElseThrow().explained())
                .isEqualTo("simple, by judge p/judge in 3 ms; signals 0.45 (code 0.45)");
        assertThat(open.undecided("judge p/judge named no tier")
                        .tierDecision()
                        .orElseThrow()
                        .explained())
                .isEqualTo("complex, by signals, because judge p/judge named no tier; signals 0.45 (code 0.45)");
    }

    @Test
    void aJudgeThatIsNotEligibleIsNotCalled() {
        List<Tier> tiers = List.of(
                new Tier("simple", BigDecimal.ZERO, "p/small"), new Tier("complex", new BigDecimal("0.4"), "p/large"));
        JudgeConfig judge = new JudgeConfig("p/judge", 300, new BigDecimal("0.1"), new BigDecimal("0.5"));
        aliases.put(
                "wise",
                Alias.builder("wise")
                        .dropUnsupported(false)
                        .tiers(tiers)
                        .judge(judge)
                        .build());
        List<RoutePreference> ignored =
                RoutePreference.ofHeader("ignore=p/judge").stream().toList();

        Route route = router.route(
                List.of("wise"),
                context(
                        MONDAY_NOON,
                        0.45,
                        new RoutingConstraints(ModelNeeds.NOTHING, RoutingRequirements.NONE, ignored)));

        assertThat(route.tierChoice()).isEmpty();
        assertThat(route.targets()).extracting(Target::model).containsExactly("large");
    }

    private List<String> models(String name, Instant now, double complexity) {
        return router.route(List.of(name), context(now, complexity)).targets().stream()
                .map(Target::model)
                .toList();
    }

    private void alias(
            String name,
            List<Alias.TargetSpec> specs,
            List<SchedulePeriod> periods,
            List<String> fallback,
            List<Tier> tiers) {
        aliases.put(
                name,
                Alias.builder(name)
                        .targets(specs)
                        .dropUnsupported(false)
                        .schedule(periods)
                        .fallback(fallback)
                        .tiers(tiers)
                        .build());
    }

    private static List<Alias.TargetSpec> specs(String... models) {
        return List.of(models).stream()
                .map(model -> Alias.TargetSpec.of(new ModelName("p", model)))
                .toList();
    }

    private static RoutingContext context(Instant now, double complexity) {
        return context(now, complexity, RoutingConstraints.NONE);
    }

    private static RoutingContext context(Instant now, double complexity, RoutingConstraints constraints) {
        return new RoutingContext(
                now,
                () -> 10,
                10,
                Optional.empty(),
                () -> "x",
                Optional::empty,
                () -> PromptComplexity.of(List.of(new Signal("code", complexity)), Optional.empty()),
                constraints);
    }
}
