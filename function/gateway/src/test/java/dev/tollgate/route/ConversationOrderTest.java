package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A conversation keeps its target, so that it meets the provider's prompt cache again. */
class ConversationOrderTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final List<Alias.TargetSpec> TARGETS = specs("a", "b", "c");

    private final Map<String, Long> prices = new HashMap<>(Map.of("a", 3L, "b", 1L, "c", 2L));
    private final LatencyStats latencyStats = new LatencyStats();
    private final TargetRanking ranking = new TargetRanking(
            (model, _, _, _) -> OptionalLong.of(prices.get(model.model())), latencyStats, new Random(7)::nextDouble);

    @ParameterizedTest
    @EnumSource(RoutingStrategy.class)
    void withEveryStrategyANamedConversationKeepsItsOrder(RoutingStrategy strategy) {
        responded("a", 300);
        responded("b", 100);
        responded("c", 200);
        List<String> first = rank(strategy, false, Optional.of("one"), NOW);

        prices.put("b", 9L);
        responded("b", 900_000);

        for (int i = 0; i < 20; i++) {
            assertThat(rank(strategy, false, Optional.of("one"), NOW)).isEqualTo(first);
        }
    }

    @Test
    void otherRequestsFollowThePrices() {
        assertThat(rank(RoutingStrategy.CHEAPEST, false, Optional.of("one"), NOW))
                .containsExactly("b", "c", "a");
        prices.put("b", 9L);

        assertThat(rank(RoutingStrategy.CHEAPEST, false, Optional.of("two"), NOW))
                .containsExactly("c", "a", "b");
        assertThat(rank(RoutingStrategy.CHEAPEST, false, Optional.empty(), NOW)).containsExactly("c", "a", "b");
        assertThat(rank(RoutingStrategy.CHEAPEST, false, Optional.of("one"), NOW))
                .containsExactly("b", "c", "a");
    }

    @Test
    void aStickyAliasKeepsItsUsersWithEveryStrategy() {
        assertThat(rank(RoutingStrategy.CHEAPEST, true, Optional.empty(), NOW)).containsExactly("b", "c", "a");
        prices.put("b", 9L);

        assertThat(rank(RoutingStrategy.CHEAPEST, true, Optional.empty(), NOW)).containsExactly("b", "c", "a");
    }

    @Test
    void whatHasBeenSilentForMoreThanAnHourIsForgotten() {
        rank(RoutingStrategy.CHEAPEST, false, Optional.of("one"), NOW);
        prices.put("b", 9L);
        Instant later = NOW.plus(Duration.ofMinutes(59));

        assertThat(rank(RoutingStrategy.CHEAPEST, false, Optional.of("one"), later))
                .startsWith("b");
        assertThat(rank(RoutingStrategy.CHEAPEST, false, Optional.of("one"), later.plus(Duration.ofMinutes(59))))
                .startsWith("b");
        assertThat(rank(RoutingStrategy.CHEAPEST, false, Optional.of("one"), later.plus(Duration.ofHours(3))))
                .containsExactly("c", "a", "b");
    }

    @Test
    void targetsThatComeAndGoDoNotMoveTheOthers() {
        ConversationOrder order = new ConversationOrder();
        assertThat(order.keep("x", specs("b", "a"), NOW)).isEqualTo(specs("b", "a"));

        assertThat(order.keep("x", specs("new", "a", "b"), NOW)).isEqualTo(specs("b", "a", "new"));
        assertThat(order.keep("x", specs("a"), NOW)).isEqualTo(specs("a"));
        assertThat(order.keep("x", specs("a", "b"), NOW)).isEqualTo(specs("b", "a"));
    }

    private List<String> rank(RoutingStrategy strategy, boolean sticky, Optional<String> session, Instant now) {
        Alias alias = Alias.builder("x")
                .targets(TARGETS)
                .strategy(strategy)
                .sticky(sticky)
                .build();
        RoutingContext context = new RoutingContext(
                now,
                () -> 50,
                100,
                session,
                () -> "user",
                Optional::empty,
                () -> PromptComplexity.NONE,
                RoutingConstraints.NONE);
        return ranking.rank(alias, strategy, context).stream()
                .map(spec -> spec.model().model())
                .toList();
    }

    private void responded(String model, long firstTokenMillis) {
        latencyStats.recordResponse(
                new ModelName("p", model), Duration.ofMillis(firstTokenMillis), 0, Duration.ZERO, NOW);
    }

    private static List<Alias.TargetSpec> specs(String... models) {
        return Stream.of(models)
                .map(model -> Alias.TargetSpec.of(new ModelName("p", model)))
                .toList();
    }
}
