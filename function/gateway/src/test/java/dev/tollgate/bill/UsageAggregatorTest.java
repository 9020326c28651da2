package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ServerToolUse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UsageAggregatorTest {
    private static final UsageLine CHEAP = settled("2026-11-01", "a", Map.of("team", "search"), 1_000L);
    private static final UsageLine EXPENSIVE = settled("2026-11-02", "b", Map.of("team", "search"), 2_000_000L);
    private static final UsageLine UNPRICED = settled("2026-11-02", "b", Map.of(), null);
    private static final UsageLine PENDING = line("2026-11-02", "a", "", Map.of(), sum(1, 1, 0, 0, 0, 0));
    private static final UsageLine ABANDONED = line("2026-11-02", "a", "", Map.of(), sum(1, 0, 1, 0, 0, 0));

    @Test
    void recordsAreAddedUpInTheirGroups() {
        assertThat(aggregate("key").sums())
                .isEqualTo(Map.of(
                        List.of("a"), sum(3, 1, 1, 0, 10, 1_000),
                        List.of("b"), sum(2, 0, 0, 1, 20, 2_000_000)));
        assertThat(aggregate("key").total()).isEqualTo(sum(5, 1, 1, 1, 30, 2_001_000));
    }

    @Test
    void groupsCanBeCombinedAndMissingValuesAreEmpty() {
        assertThat(aggregate("tag:team", "day").sums().keySet())
                .containsExactlyInAnyOrder(
                        List.of("search", "2026-11-01"), List.of("search", "2026-11-02"), List.of("", "2026-11-02"));
        assertThat(aggregate("model").sums().keySet()).containsExactlyInAnyOrder(List.of("p/m"), List.of(""));
    }

    @Test
    void groupsAreFoundByName() {
        assertThat(List.of("alias", "provider", "month").stream()
                        .map(name -> UsageGroup.named(name).orElseThrow().valueIn(EXPENSIVE)))
                .containsExactly("cheap-fast", "p", "2026-11");
        assertThat(UsageGroup.named("tag:")).isEmpty();
        assertThat(UsageGroup.named("colour")).isEmpty();
    }

    @Test
    void theSumsDoNotDependOnTheOrder() {
        UsageAggregator forwards = new UsageAggregator(List.of());
        List.of(CHEAP, EXPENSIVE, UNPRICED, PENDING, ABANDONED).forEach(forwards::add);
        UsageAggregator backwards = new UsageAggregator(List.of());
        List.of(CHEAP, EXPENSIVE, UNPRICED, PENDING, ABANDONED).reversed().forEach(backwards::add);

        assertThat(forwards.sums()).isEqualTo(backwards.sums()).isEqualTo(Map.of(List.of(), forwards.total()));
    }

    private static UsageAggregator aggregate(String... groups) {
        UsageAggregator aggregator = new UsageAggregator(List.of(groups).stream()
                .map(name -> UsageGroup.named(name).orElseThrow())
                .toList());
        List.of(CHEAP, EXPENSIVE, UNPRICED, PENDING, ABANDONED).forEach(aggregator::add);
        return aggregator;
    }

    private static UsageLine settled(String day, String key, Map<String, String> tags, Long costMicros) {
        boolean priced = costMicros != null;
        return line(day, key, "p", tags, sum(1, 0, 0, priced ? 0 : 1, 10, priced ? costMicros : 0));
    }

    private static UsageLine line(String day, String key, String provider, Map<String, String> tags, UsageSum sum) {
        return new UsageLine(
                new UsageLine.Dimensions(
                        LocalDate.parse(day), key, "cheap-fast", provider, provider.isEmpty() ? "" : "m", tags),
                sum);
    }

    private static UsageSum sum(
            long requests, long pending, long abandoned, long unpriced, long promptTokens, long costMicros) {
        long completionTokens = promptTokens / 2;
        return new UsageSum(
                requests,
                pending,
                abandoned,
                0,
                0,
                unpriced,
                promptTokens,
                0,
                0,
                0,
                completionTokens,
                0,
                ServerToolUse.NONE,
                costMicros,
                costMicros);
    }
}
