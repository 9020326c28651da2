package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.Requirements;
import dev.tollgate.provider.Catalogue;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Complexity.Sign;
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
    private final Routes routes = new Routes() {
        @Override
        public RoutingTable current() {
            return new RoutingTable(aliases, Map.of("p", P));
        }

        @Override
        public void verify() {}
    };
    private final Router router = new Router(
            routes,
            new Catalogue(Set.of(), Map.of()),
            new InMemoryFacts(),
            new Ranking((_, _, _, _) -> OptionalLong.empty(), new Paces(), () -> 0.5));

    @Test
    void afterTheTargetsComeThoseOfTheFallbacksEachOnce() {
        alias("main", goals("a", "b"), List.of(), List.of("spare", "p/c"), List.of());
        alias("spare", goals("b", "d"), List.of(), List.of("main"), List.of());

        assertThat(models("main", MONDAY_NOON, 0)).containsExactly("a", "b", "d", "c");
    }

    @Test
    void theClockSaysWhichTargets() {
        Period mondays = new Period(
                Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(17, 0), ZoneOffset.UTC, goals("day"));
        alias("main", goals("night"), List.of(mondays), List.of("p/last"), List.of());

        assertThat(models("main", MONDAY_NOON, 0)).containsExactly("day", "last");
        assertThat(models("main", MONDAY_NOON.plusSeconds(5 * 3600), 0)).containsExactly("night", "last");
    }

    @Test
    void thePromptsComplexitySaysWhichTierAndTheRouteSaysWhy() {
        alias("cheap", goals("small"), List.of(), List.of(), List.of());
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
        assertThat(router.route(List.of("smart"), occasion(MONDAY_NOON, 0.40)).judgement())
                .map(Route.Judgement::explained)
                .contains("complex, 0.40 (code 0.40)");
    }

    @Test
    void whatIsNeitherAliasNorModelIsNotFound() {
        assertThatThrownBy(() -> router.route(List.of("q/m"), occasion(MONDAY_NOON, 0)))
                .isInstanceOf(ChatFailure.class)
                .hasFieldOrPropertyWithValue("kind", ErrorKind.MODEL_NOT_FOUND);
    }

    @Test
    void aJudgeIsAskedWhereTheSignsLeaveItOpenAndEachOfItsAnswersLeadsSomewhere() {
        List<Tier> tiers = List.of(
                new Tier("simple", BigDecimal.ZERO, "p/small"), new Tier("complex", new BigDecimal("0.4"), "p/large"));
        Judge judge = new Judge("p/judge", 300, new BigDecimal("0.1"), new BigDecimal("0.5"));
        aliases.put(
                "wise",
                new Alias("wise", null, false, null, false, null, null, List.of("p/last"), tiers, null, judge, null));

        assertThat(router.route(List.of("wise"), occasion(MONDAY_NOON, 0.05)).trial())
                .isEmpty();
        assertThat(router.route(List.of("wise"), occasion(MONDAY_NOON, 0.7)).trial())
                .isEmpty();

        Route open = router.route(List.of("wise"), occasion(MONDAY_NOON, 0.45));
        assertThat(open.targets()).extracting(Target::model).containsExactly("large", "last");
        assertThat(open.everyTarget()).extracting(Target::model).containsExactly("judge", "small", "last", "large");
        Route decided = open.decided("simple", "judge p/judge in 3 ms");
        assertThat(decided.targets()).extracting(Target::model).containsExactly("small", "last");
        assertThat(decided.judgement().orElseThrow().explained())
                .isEqualTo("simple, by judge p/judge in 3 ms; signs 0.45 (code 0.45)");
        assertThat(open.undecided("judge p/judge named no tier")
                        .judgement()
                        .orElseThrow()
                        .explained())
                .isEqualTo("complex, by signs, for judge p/judge named no tier; signs 0.45 (code 0.45)");
    }

    @Test
    void aJudgeThatMayNotReadThePromptIsNotAsked() {
        List<Tier> tiers = List.of(
                new Tier("simple", BigDecimal.ZERO, "p/small"), new Tier("complex", new BigDecimal("0.4"), "p/large"));
        Judge judge = new Judge("p/judge", 300, new BigDecimal("0.1"), new BigDecimal("0.5"));
        aliases.put("wise", new Alias("wise", null, false, null, false, null, null, null, tiers, null, judge, null));
        Preference ignored = Preference.of("ignore=p/judge");

        Route route = router.route(
                List.of("wise"),
                occasion(MONDAY_NOON, 0.45, new Conditions(Needs.NOTHING, Requirements.NONE, ignored)));

        assertThat(route.trial()).isEmpty();
        assertThat(route.targets()).extracting(Target::model).containsExactly("large");
    }

    private List<String> models(String name, Instant now, double complexity) {
        return router.route(List.of(name), occasion(now, complexity)).targets().stream()
                .map(Target::model)
                .toList();
    }

    private void alias(
            String name, List<Alias.Goal> goals, List<Period> periods, List<String> fallback, List<Tier> tiers) {
        aliases.put(name, new Alias(name, goals, false, null, false, null, periods, fallback, tiers, null, null, null));
    }

    private static List<Alias.Goal> goals(String... models) {
        return List.of(models).stream()
                .map(model -> Alias.Goal.of(new ModelName("p", model)))
                .toList();
    }

    private static Occasion occasion(Instant now, double complexity) {
        return occasion(now, complexity, Conditions.NONE);
    }

    private static Occasion occasion(Instant now, double complexity, Conditions conditions) {
        return new Occasion(
                now,
                () -> 10,
                10,
                () -> "x",
                () -> Complexity.of(List.of(new Sign("code", complexity)), Optional.empty()),
                conditions);
    }
}
