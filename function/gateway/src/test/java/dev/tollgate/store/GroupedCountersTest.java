package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.limit.CounterShard;
import dev.tollgate.limit.RateCost;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.RateReservation.RateGrant;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What several calls write to one counter at the same time. */
class GroupedCountersTest extends CountersTest {
    private static final RateLimits LIMITS = new RateLimits(10L, 100L, 5L);
    private static final Duration CALL = Duration.ofMinutes(10);

    private final CounterTable table = counters.table();
    private final CounterCache cache = new CounterCache(clock);
    private final GroupedAcquisitions acquisitions = new GroupedAcquisitions(table, cache, clock);
    private final GroupedSettlements settlements = new GroupedSettlements(table, cache);

    @Test
    void grantsOfSeveralCallsTakeOneWrite() {
        create();

        List<Optional<SlidingWindow>> granted = acquisitions.together(claims(10, 1, 2, 3));

        assertThat(counters.calls()).isOne();
        assertThat(granted).hasSize(3).allMatch(Optional::isPresent);
        assertThat(cache.find(key).orElseThrow().window())
                .isEqualTo(granted.getFirst().orElseThrow());
        assertUsed(4, 31, 1, 2, 3, 9);
    }

    @Test
    void theFirstGrantsOfACounterTakeOneItem() {
        assertThat(acquisitions.together(claims(10, 1, 2))).hasSize(2).allMatch(Optional::isPresent);

        assertUsed(2, 20, 1, 2);
    }

    @Test
    void theWindowRollsForAllOfThem() {
        create();
        clock.pass(Duration.ofSeconds(7));

        acquisitions.together(claims(10, 1, 2));

        assertUsed(3, 21, 1, 2, 9);
        clock.pass(Duration.ofSeconds(59));
        assertThat(CounterItem.window(counters.item(key)).at(clock.instant()).requests())
                .isEqualTo(2);
    }

    @Test
    void aGroupThatDoesNotFitTakesNothing() {
        create();
        Map<String, AttributeValue> before = counters.item(key);

        assertThat(acquisitions.together(claims(40, 1, 2, 3))).containsOnly(Optional.empty());
        assertThat(acquisitions.together(claims(0, 1, 2, 3, 4, 5))).containsOnly(Optional.empty());

        assertThat(counters.item(key)).isEqualTo(before);
    }

    @Test
    void callsWithOtherLimitsTakeForThemselves() {
        create();
        List<TokenAcquisition> mixed = List.of(claim(LIMITS, 1, 1), claim(new RateLimits(10L, 90L, 5L), 1, 2));

        assertThat(acquisitions.together(mixed)).containsOnly(Optional.empty());
    }

    @Test
    void grantsWhoseAnswerIsLostCountOnce() {
        create();
        counters.loseNextAnswer();

        assertThat(acquisitions.together(claims(10, 1, 2))).allMatch(Optional::isPresent);

        assertUsed(3, 21, 1, 2, 9);
    }

    @Test
    void settlementsOfSeveralSlotsTakeOneWrite() {
        create();
        SlidingWindow early = acquisitions.acquire(claim(LIMITS, 20, 1));
        clock.pass(Duration.ofSeconds(20));
        SlidingWindow late = acquisitions.acquire(claim(LIMITS, 20, 2));
        var _ = counters.calls();

        List<Optional<Boolean>> settled =
                settlements.together(List.of(settlement(early, 1, 0, -15), settlement(late, 2, 1, -20)));

        assertThat(counters.calls()).isOne();
        assertThat(settled).containsOnly(Optional.of(true)).hasSize(2);
        assertUsed(2, 6, 9);
        clock.pass(Duration.ofSeconds(50));
        assertThat(CounterItem.window(counters.item(key)).at(clock.instant()).tokens())
                .isZero();
    }

    @Test
    void ifOneIsSettledAlreadyTheOthersSettleForThemselves() {
        create();
        SlidingWindow window =
                acquisitions.together(claims(10, 1, 2)).getFirst().orElseThrow();
        settlements.settle(settlement(window, 1, 0, -5));
        Map<String, AttributeValue> before = counters.item(key);

        List<WindowSettlement> group = List.of(settlement(window, 1, 0, -5), settlement(window, 2, 0, -5));
        assertThat(settlements.together(group)).containsOnly(Optional.empty());
        assertThat(counters.item(key)).isEqualTo(before);

        assertThat(settlements.one(group.getLast())).isTrue();
        assertUsed(3, 11, 9);
    }

    @Test
    void callsOfAnotherEraSettleForThemselves() {
        create();
        SlidingWindow window = acquisitions.acquire(claim(LIMITS, 10, 1));
        WindowSettlement ofBefore = new WindowSettlement(
                settlement(window, 2, 0, 0).reservation(), new RateGrant(window.era() - 1, window.slot(), 2), 0, 0);

        assertThat(settlements.together(List.of(settlement(window, 1, 0, 0), ofBefore)))
                .containsOnly(Optional.empty());
    }

    @Test
    void slotsOfWhichOneTakesThePlaceOfTheOtherAreSettledApart() {
        create();
        SlidingWindow early = acquisitions.acquire(claim(LIMITS, 10, 1));
        clock.pass(Duration.ofSeconds(65));
        SlidingWindow late = acquisitions.acquire(claim(LIMITS, 10, 2));

        assertThat(settlements.together(List.of(settlement(early, 1, 0, -10), settlement(late, 2, 0, -10))))
                .containsOnly(Optional.empty());
    }

    /** So that the counter exists: a request of one token. */
    private void create() {
        acquisitions.acquire(claim(LIMITS, 1, 9));
        var _ = counters.calls();
    }

    private List<TokenAcquisition> claims(long tokens, long... numbers) {
        return LongStream.of(numbers)
                .mapToObj(number -> claim(LIMITS, tokens, number))
                .toList();
    }

    private TokenAcquisition claim(RateLimits rateLimits, long tokens, long number) {
        CounterShard shard = shard(rateLimits);
        return TokenAcquisition.of(
                shard, RateCost.of(shard, tokens), clock.instant().plus(CALL), number);
    }

    private WindowSettlement settlement(SlidingWindow window, long number, long releasedRequests, long moreTokens) {
        RateGrant grant = RateGrant.inNewestSlot(window, number);
        RateReservation reservation =
                new RateReservation(shard(LIMITS), 10, clock.instant(), grant, RateStatus.UNLIMITED);
        return new WindowSettlement(reservation, grant, releasedRequests, moreTokens);
    }

    private CounterShard shard(RateLimits rateLimits) {
        return new CounterShard(RateLimitKey.ofKey(key, rateLimits), 0);
    }

    private void assertUsed(long requests, long tokens, long... holders) {
        Map<String, AttributeValue> item = counters.item(key);
        SlidingWindow window = CounterItem.window(item);
        assertThat(List.of(window.requests(), window.tokens(), window.inFlight()))
                .containsExactly(requests, tokens, (long) holders.length);
        assertThat(window.holders().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.of(holders).boxed().toList());
        assertThat(item.get("requests_used").n()).isEqualTo(Long.toString(requests));
        assertThat(item.get("tokens_used").n()).isEqualTo(Long.toString(tokens));
    }
}
