package dev.tollgate.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.UsageLine.State;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UsageFoldTest {
    private static final UsageLine CHEAP = settled("2026-11-01T23:59:59.999Z", "a", Map.of("team", "search"), 1_000L);
    private static final UsageLine DEAR = settled("2026-11-02T00:00:00Z", "b", Map.of("team", "search"), 2_000_000L);
    private static final UsageLine UNPRICED = settled("2026-11-02T00:00:01Z", "b", Map.of(), null);
    private static final UsageLine PENDING = line("2026-11-02T00:00:02Z", "a", State.PENDING);
    private static final UsageLine ABANDONED = line("2026-11-02T00:00:03Z", "a", State.ABANDONED);

    @Test
    void recordsAreAddedUpInTheirGroups() {
        assertThat(fold("key").sums())
                .isEqualTo(Map.of(
                        List.of("a"), new UsageSum(3, 1, 1, 0, 10, 0, 5, 0, 1_000),
                        List.of("b"), new UsageSum(2, 0, 0, 1, 20, 0, 10, 0, 2_000_000)));
        assertThat(fold("key").total()).isEqualTo(new UsageSum(5, 1, 1, 1, 30, 0, 15, 0, 2_001_000));
    }

    @Test
    void groupsAreTakenTogetherAndWhatARecordLacksIsEmpty() {
        assertThat(fold("tag:team", "day").sums().keySet())
                .containsExactlyInAnyOrder(
                        List.of("search", "2026-11-01"), List.of("search", "2026-11-02"), List.of("", "2026-11-02"));
        assertThat(fold("model").sums().keySet()).containsExactlyInAnyOrder(List.of("p/m"), List.of(""));
    }

    @Test
    void eachGroupHasItsSumWhateverItIsCalled() {
        assertThat(List.of("alias", "provider", "month").stream()
                        .map(name -> UsageGroup.named(name).orElseThrow().of(DEAR)))
                .containsExactly("cheap-fast", "p", "2026-11");
        assertThat(UsageGroup.named("tag:")).isEmpty();
        assertThat(UsageGroup.named("colour")).isEmpty();
    }

    @Test
    void theOrderMakesNoDifferenceAndNothingIsLost() {
        UsageFold forwards = new UsageFold(List.of());
        List.of(CHEAP, DEAR, UNPRICED, PENDING, ABANDONED).forEach(forwards::add);
        UsageFold backwards = new UsageFold(List.of());
        List.of(CHEAP, DEAR, UNPRICED, PENDING, ABANDONED).reversed().forEach(backwards::add);

        assertThat(forwards.sums()).isEqualTo(backwards.sums()).isEqualTo(Map.of(List.of(), forwards.total()));
    }

    private static UsageFold fold(String... groups) {
        UsageFold fold = new UsageFold(List.of(groups).stream()
                .map(name -> UsageGroup.named(name).orElseThrow())
                .toList());
        List.of(CHEAP, DEAR, UNPRICED, PENDING, ABANDONED).forEach(fold::add);
        return fold;
    }

    private static UsageLine settled(String at, String key, Map<String, String> tags, Long costMicros) {
        return new UsageLine(
                Instant.parse(at), key, "cheap-fast", tags, State.SETTLED, "p", "m", Usage.of(10, 5), costMicros);
    }

    private static UsageLine line(String at, String key, State state) {
        return new UsageLine(Instant.parse(at), key, "cheap-fast", Map.of(), state, null, null, Usage.NONE, null);
    }
}
