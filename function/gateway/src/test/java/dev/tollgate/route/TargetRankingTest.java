package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order in which targets are tried, with random numbers from a seed and a fixed time. */
class TargetRankingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final int DRAWS = 10_000;
    private static final List<Alias.TargetSpec> GOALS =
            List.of(spec("a", 1), spec("b", 3), spec("c", 6), spec("spare", 0));

    private final Map<String, Long> prices = new HashMap<>();
    private final LatencyStats latencyStats = new LatencyStats();
    private final TargetRanking ranking = new TargetRanking(
            (model, prompt, completion, _) -> prices.containsKey(model.model())
                    ? OptionalLong.of(prices.get(model.model()) * (prompt + completion))
                    : OptionalLong.empty(),
            latencyStats,
            chance());

    private static DoubleSupplier chance() {
        return new Random(42)::nextDouble;
    }

    @Test
    void orderedKeepsTheOrderOfTheFile() {
        assertThat(rank(RoutingStrategy.ORDERED)).containsExactly("a", "b", "c", "spare");
    }

    @Test
    void weightsSetTheSharesOfEachPosition() {
        Map<String, Integer> first = new HashMap<>();
        Map<String, Integer> secondAfterC = new HashMap<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            List<String> ranked = rank(RoutingStrategy.WEIGHTED);
            first.merge(ranked.getFirst(), 1, Integer::sum);
            if (ranked.getFirst().equals("c")) {
                secondAfterC.merge(ranked.get(1), 1, Integer::sum);
            }
        }

        assertThat(share(first, "a")).isCloseTo(0.1, within(0.015));
        assertThat(share(first, "b")).isCloseTo(0.3, within(0.015));
        assertThat(share(first, "c")).isCloseTo(0.6, within(0.015));
        assertThat(first).as("weight 0").doesNotContainKey("spare");
        assertThat(share(secondAfterC, "b")).isCloseTo(0.75, within(0.02));
    }

    @Test
    void randomIgnoresWeights() {
        Map<String, Integer> first = new HashMap<>();
        IntStream.range(0, DRAWS)
                .forEach(_ -> first.merge(rank(RoutingStrategy.RANDOM).getFirst(), 1, Integer::sum));

        GOALS.forEach(spec -> assertThat(share(first, spec.model().model())).isCloseTo(0.25, within(0.02)));
    }

    @Test
    void theCheapestIsFirstAndATargetWithoutAPriceIsLast() {
        prices.putAll(Map.of("a", 9L, "b", 2L, "spare", 2L));

        assertThat(rank(RoutingStrategy.CHEAPEST)).containsExactly("b", "spare", "a", "c");
    }

    @Test
    void theFastestForThisCompletionIsFirstAndAnUnknownTargetIsTried() {
        responded("a", 100, 40);
        responded("b", 900, 1);
        responded("c", 200, 20);

        assertThat(rank(RoutingStrategy.FASTEST, 1_000)).containsExactly("spare", "b", "c", "a");
        assertThat(rank(RoutingStrategy.FASTEST, 1)).containsExactly("spare", "a", "c", "b");
    }

    @Test
    void aTargetThatWasTooSlowComesLastUntilItsLatencyExpires() {
        responded("a", 1_600, 1);
        Alias alias = Alias.builder("x")
                .targets(GOALS)
                .dropUnsupported(false)
                .maxLatencyMillis(1_500)
                .build();

        assertThat(names(alias, context(NOW, 100, "x"))).containsExactly("b", "c", "spare", "a");
        assertThat(names(alias, context(NOW.plus(Duration.ofMinutes(5)), 100, "x")))
                .containsExactly("a", "b", "c", "spare");
    }

    @Test
    void averagesFollowTheNewestResponses() {
        responded("a", 1_000, 1);
        for (int i = 0; i < 20; i++) {
            responded("a", 100, 1);
        }

        assertThat(latencyStats.of(GOALS.getFirst().model(), NOW).orElseThrow().firstTokenMillis())
                .isCloseTo(100, within(1.0));
    }

    @Test
    void aStickyCallerKeepsItsTargetAndTheSharesFollowTheWeights() {
        Alias alias = Alias.builder("x")
                .targets(GOALS)
                .dropUnsupported(false)
                .strategy(RoutingStrategy.WEIGHTED)
                .sticky(true)
                .build();
        Map<String, Integer> first = new HashMap<>();
        for (int user = 0; user < DRAWS; user++) {
            List<String> ranked = names(alias, context(NOW, 100, "user " + user));
            assertThat(names(alias, context(NOW, 100, "user " + user))).isEqualTo(ranked);
            first.merge(ranked.getFirst(), 1, Integer::sum);
        }

        assertThat(share(first, "c")).isCloseTo(0.6, within(0.015));
    }

    @Test
    void ifATargetIsRemovedOnlyItsOwnUsersMove() {
        Alias alias = Alias.builder("x")
                .targets(GOALS)
                .dropUnsupported(false)
                .strategy(RoutingStrategy.WEIGHTED)
                .sticky(true)
                .build();
        Alias without = Alias.builder("x")
                .targets(GOALS.subList(0, 2))
                .dropUnsupported(false)
                .strategy(RoutingStrategy.WEIGHTED)
                .sticky(true)
                .build();
        for (int user = 0; user < 1_000; user++) {
            RoutingContext context = context(NOW, 100, "user " + user);
            String before = names(alias, context).getFirst();
            if (!before.equals("c")) {
                assertThat(names(without, context).getFirst()).isEqualTo(before);
            }
        }
    }

    private List<String> rank(RoutingStrategy strategy) {
        return rank(strategy, 100);
    }

    private List<String> rank(RoutingStrategy strategy, long completionTokens) {
        Alias alias = Alias.builder("x")
                .targets(GOALS)
                .dropUnsupported(false)
                .strategy(strategy)
                .build();
        return names(alias, context(NOW, completionTokens, "x"));
    }

    private List<String> names(Alias alias, RoutingContext context) {
        return ranking.rank(alias, alias.strategy(), context).stream()
                .map(spec -> spec.model().model())
                .toList();
    }

    private void responded(String model, long firstTokenMillis, long millisPerToken) {
        latencyStats.recordResponse(
                new ModelName("p", model),
                Duration.ofMillis(firstTokenMillis),
                100,
                Duration.ofMillis(millisPerToken * 100),
                NOW);
    }

    private static RoutingContext context(Instant now, long completionTokens, String who) {
        return new RoutingContext(
                now,
                () -> 50,
                completionTokens,
                Optional.empty(),
                () -> who,
                Optional::empty,
                () -> PromptComplexity.NONE,
                RoutingConstraints.NONE);
    }

    private static double share(Map<String, Integer> counts, String name) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return (double) counts.getOrDefault(name, 0) / all;
    }

    private static Alias.TargetSpec spec(String model, int weight) {
        return new Alias.TargetSpec(new ModelName("p", model), weight);
    }
}
